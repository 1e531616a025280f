use super::importer::Importer;
use netyard_core::model::{Resource, Vpc};
use serde_json::Value;
use std::sync::Arc;

/// Reads the answers of `describe-vpc-attribute`: the DNS settings of a VPC.
pub(super) fn read(importer: &mut Importer) {
    for item in importer.take("VpcAttributes") {
        let Some(id) = importer.id(&item, "VpcId", "VPC attribute") else { continue };
        let Some(mut vpc) = importer.document.vpc(id.as_str()).cloned() else {
            importer.skip(&item, "VPC attribute", "The VPC is not in the input.");
            continue;
        };
        if set(&mut vpc, &item.value) {
            importer.known_hostnames.insert(id.clone());
        }
        importer.report.read(&item.file, &item.place, "VPC attribute");
        importer.document.resources.insert(id, Arc::new(Resource::Vpc(vpc)));
    }
}

/// Takes what an answer tells; says whether it tells of DNS hostnames.
fn set(vpc: &mut Vpc, value: &Value) -> bool {
    let flag = |key: &str| value.get(key)?.get("Value")?.as_bool();
    if let Some(support) = flag("EnableDnsSupport") {
        vpc.enable_dns_support = support;
    }
    let hostnames = flag("EnableDnsHostnames");
    if let Some(hostnames) = hostnames {
        vpc.enable_dns_hostnames = hostnames;
    }
    hostnames.is_some()
}
