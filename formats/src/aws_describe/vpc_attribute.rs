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
        set(&mut vpc, &item.value);
        importer.report.read(&item.file, &item.place, "VPC attribute");
        importer.document.resources.insert(id, Arc::new(Resource::Vpc(vpc)));
    }
}

fn set(vpc: &mut Vpc, value: &Value) {
    let flag = |key: &str| value.get(key)?.get("Value")?.as_bool();
    if let Some(support) = flag("EnableDnsSupport") {
        vpc.enable_dns_support = support;
    }
    if let Some(hostnames) = flag("EnableDnsHostnames") {
        vpc.enable_dns_hostnames = hostnames;
    }
}
