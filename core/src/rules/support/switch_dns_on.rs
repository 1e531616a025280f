use super::list;
use crate::change::Change;
use crate::model::{Document, ResourceId};

/// What switches those DNS attributes of a VPC on that are off: private names of endpoints need both (R-IFE-4).
pub(in crate::rules) fn switch_dns_on(document: &Document, id: &ResourceId) -> Vec<Change> {
    off(document, id).map(|(path, _)| Change::set(id, path, true)).collect()
}

/// The DNS attributes of a VPC that are off, as AWS calls them: "DNS support and DNS hostnames".
pub(in crate::rules) fn dns_attributes_off(document: &Document, id: &ResourceId) -> String {
    list(off(document, id).map(|(_, word)| word.to_owned()))
}

/// The attributes that are off: path and word.
fn off(document: &Document, id: &ResourceId) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
    let attributes = document.vpc(id.as_str()).map(|vpc| {
        [
            ("/enableDnsSupport", "DNS support", vpc.enable_dns_support),
            ("/enableDnsHostnames", "DNS hostnames", vpc.enable_dns_hostnames),
        ]
    });
    let off = attributes.into_iter().flatten().filter(|(_, _, is_on)| !is_on);
    off.map(|(path, word, _)| (path, word))
}
