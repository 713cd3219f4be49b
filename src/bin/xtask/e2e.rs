//! x
pub(crate) fn e2e() -> crate::shell::Result {
    Ok(())
}
