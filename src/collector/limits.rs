//! How often one address may post.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use crate::domain::time::Timestamp;

use super::Error;

/// How many addresses are remembered before those with a full allowance are forgotten.
const REMEMBERED: usize = 10_000;

/// An allowance per address that fills up again over a minute (a token bucket).
#[derive(Debug)]
pub struct RatePerIp {
    per_minute: u32,
    buckets: Mutex<HashMap<IpAddr, Bucket>>,
}

#[derive(Clone, Copy, Debug)]
struct Bucket {
    left: f64,
    at: Timestamp,
}

impl RatePerIp {
    /// At most `per_minute` requests a minute from one address, all of them at once if need be.
    #[must_use]
    pub fn new(per_minute: u32) -> Self {
        Self {
            per_minute: per_minute.max(1),
            buckets: Mutex::default(),
        }
    }

    /// Takes one request of `ip`'s allowance.
    ///
    /// # Errors
    ///
    /// [`Error::RateLimited`] with the seconds until there is one again.
    pub fn take(&self, ip: IpAddr, now: Timestamp) -> Result<(), Error> {
        let full = f64::from(self.per_minute);
        let per_ms = full / 60_000.0;
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let refilled = |bucket: &Bucket| {
            let passed = (now.0 - bucket.at.0).max(0) as f64;
            (bucket.left + passed * per_ms).min(full)
        };
        if buckets.len() >= REMEMBERED {
            buckets.retain(|_, bucket| refilled(bucket) < full);
        }
        let key = network(ip);
        let left = buckets.get(&key).map_or(full, refilled);
        if left < 1.0 {
            return Err(Error::RateLimited(
                ((1.0 - left) / per_ms / 1000.0).ceil() as u64
            ));
        }
        let left = left - 1.0;
        buckets.insert(key, Bucket { left, at: now });
        Ok(())
    }
}

/// One IPv6 customer has a /64 to choose addresses from, so it counts as one.
fn network(ip: IpAddr) -> IpAddr {
    match ip.to_canonical() {
        IpAddr::V6(ip) => IpAddr::V6(std::net::Ipv6Addr::from_bits(ip.to_bits() >> 64 << 64)),
        ip => ip,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_allowance_ends_and_fills_again() {
        let rate = RatePerIp::new(2);
        let ip = IpAddr::from([192, 0, 2, 1]);
        let at = |ms| rate.take(ip, Timestamp(ms));
        assert!(at(0).is_ok() && at(0).is_ok());
        assert!(matches!(at(0), Err(Error::RateLimited(30))));
        assert!(
            rate.take(IpAddr::from([192, 0, 2, 2]), Timestamp(0))
                .is_ok()
        );
        assert!(at(30_000).is_ok());
        assert!(at(30_000).is_err());
    }
}
