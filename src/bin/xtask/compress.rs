//! Sizes on the wire and integrity hashes.

use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};

use crate::shell::{Result, doing};

/// A file's size as it is and as servers send it, in bytes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sizes {
    pub(crate) raw: usize,
    pub(crate) gzip: usize,
    pub(crate) brotli: usize,
}

/// `content` compressed with brotli at its best, level 11 and a 4 MiB window.
pub(crate) fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: content.len(),
        ..Default::default()
    };
    doing(
        "compressing",
        brotli::BrotliCompress(&mut &*content, &mut out, &params),
    )?;
    Ok(out)
}

/// The three sizes of `content`.
pub(crate) fn sizes(content: &[u8], brotli: &[u8]) -> Result<Sizes> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    doing("compressing", gzip.write_all(content))?;
    let gzip = doing("compressing", gzip.finish())?;
    Ok(Sizes {
        raw: content.len(),
        gzip: gzip.len(),
        brotli: brotli.len(),
    })
}

/// The shorter one that the loader carries, which every page view pays for.
pub(crate) fn short_integrity(content: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(content)))
}

/// The value of an `integrity` attribute for `content`.
pub(crate) fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(content)))
}
