use crate::change::Change;
use crate::model::{Document, ResourceId};

/// What switches those DNS attributes of a VPC on that are off: private names of endpoints need both (R-IFE-4).
pub(in crate::rules) fn switch_dns_on(document: &Document, id: &ResourceId) -> Vec<Change> {
    let Some(vpc) = document.vpc(id.as_str()) else { return Vec::new() };
    let attributes =
        [("/enableDnsSupport", vpc.enable_dns_support), ("/enableDnsHostnames", vpc.enable_dns_hostnames)];
    let off = attributes.into_iter().filter(|(_, is_on)| !is_on);
    off.map(|(path, _)| Change::set(id, path, true)).collect()
}
