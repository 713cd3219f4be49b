//! x
pub(crate) fn test() -> crate::shell::Result {
    Ok(())
}
