//! x
pub(crate) fn start() -> crate::shell::Result {
    Ok(())
}
