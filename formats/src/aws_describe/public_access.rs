//! VPC Block Public Access: its options, its exclusions, and what VPCs and subnets say of both.

use super::account;
use super::importer::{AS_A_WHOLE, Importer};
use super::item::Item;
use netyard_core::model::{Resource, ResourceId, VpcBlockPublicAccessExclusion, VpcBlockPublicAccessOptions};
use std::collections::{BTreeMap, BTreeSet};

const OPTIONS: &str = "VPC Block Public Access";
const EXCLUSION: &str = "Block Public Access exclusion";

/// Reads `VpcBlockPublicAccessOptions`, one object for each account and Region. AWS gives it no id.
pub(super) fn read_options(importer: &mut Importer) {
    for item in importer.take("VpcBlockPublicAccessOptions") {
        let Some(region) = item.text("AwsRegion").map(str::to_owned) else {
            importer.skip(&item, OPTIONS, "It has no AwsRegion.");
            continue;
        };
        let mode = item.text("InternetGatewayBlockMode").unwrap_or("off").to_owned();
        let owner = item.text("AwsAccountId");
        let mut id = options_id(&region);
        let is_of_other = importer.owners.get(&id).is_some_and(|known| Some(known.as_str()) != owner);
        if let Some(owner) = owner.filter(|_| is_of_other) {
            id = ResourceId::new(&format!("{id}-{owner}"));
        }
        importer.note_owner(&id, owner);
        importer.insert(&item, id, options(&region, mode));
    }
}

fn options_id(region: &str) -> ResourceId {
    ResourceId::new(&format!("vpcbpa-{region}"))
}

fn options(region: &str, mode: String) -> VpcBlockPublicAccessOptions {
    VpcBlockPublicAccessOptions {
        region: Some(region.to_owned()),
        internet_gateway_block_mode: mode,
        ..VpcBlockPublicAccessOptions::default()
    }
}

/// The account that owns all VPCs, where it is the one that answers.
pub(super) fn holder(importer: &Importer) -> Option<String> {
    let vpcs = importer.document.resources.values().filter_map(|resource| match resource.as_ref() {
        Resource::Vpc(vpc) => Some(vpc.owner_id.as_deref()),
        _ => None,
    });
    let owners: BTreeSet<Option<&str>> = vpcs.collect();
    let only = owners.first().copied().flatten().filter(|_| owners.len() == 1);
    let only = only.filter(|owner| account::is_account_id(owner));
    only.filter(|_| account::vpcs_of_others(importer).is_empty()).map(str::to_owned)
}

/// Says whose options they are, in their ids, too: another account has its own in the same Region, which may come into the
/// same drawing.
pub(super) fn state_owner(importer: &mut Importer, holder: Option<&str>) {
    let all = importer.document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
        Resource::VpcBlockPublicAccessOptions(options) => Some((id.clone(), options.clone())),
        _ => None,
    });
    let all: Vec<(ResourceId, VpcBlockPublicAccessOptions)> = all.collect();
    for (id, mut options) in all {
        let owner = options.owner_id.take().or_else(|| holder.map(str::to_owned));
        let (Some(owner), Some(region)) = (owner, options.region.as_deref()) else { continue };
        let stated = ResourceId::new(&format!("{}-{owner}", options_id(region)));
        options.owner_id = Some(owner);
        if stated == id || importer.document.resource(stated.as_str()).is_none() {
            importer.document.resources.remove(&id);
            importer.document.insert(stated, options);
        }
    }
}

/// Reads `VpcBlockPublicAccessExclusions`. What one spares is the end of its ARN.
pub(super) fn read_exclusions(importer: &mut Importer) {
    for item in importer.take("VpcBlockPublicAccessExclusions") {
        let Some(id) = importer.id(&item, "ExclusionId", EXCLUSION) else { continue };
        let state = item.text("State").unwrap_or("create-complete").to_owned();
        if state == "delete-complete" {
            importer.skip(&item, EXCLUSION, "It is deleted.");
            continue;
        }
        let subject = item.text("ResourceArn").and_then(|arn| arn.rsplit_once(':')?.1.split_once('/'));
        let of = |kind: &str| subject.filter(|(own, _)| *own == kind).map(|(_, id)| ResourceId::new(id));
        let exclusion = VpcBlockPublicAccessExclusion {
            name: item.name(),
            tags: item.tags(),
            vpc_id: of("vpc"),
            subnet_id: of("subnet"),
            internet_gateway_exclusion_mode: item.text("InternetGatewayExclusionMode").map(str::to_owned),
            state,
            ..VpcBlockPublicAccessExclusion::default()
        };
        if exclusion.vpc_id.is_none() && exclusion.subnet_id.is_none() {
            importer.approximate(&item, EXCLUSION, "Its ResourceArn names neither a VPC nor a subnet.");
        }
        importer.insert(&item, id, exclusion);
    }
}

/// Remembers what holds for a VPC or subnet, as its own answer says it.
pub(super) fn note_state(importer: &mut Importer, item: &Item, id: &ResourceId) {
    let states = item.object("BlockPublicAccessStates");
    if let Some(mode) = states.and_then(|states| Mode::of(states.text("InternetGatewayBlockMode")?)) {
        importer.public_access_states.push((id.clone(), mode, item.clone()));
    }
}

/// What is stopped, from nothing to everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mode {
    Off,
    Ingress,
    Bidirectional,
}

impl Mode {
    fn of(text: &str) -> Option<Self> {
        match text {
            "off" => Some(Self::Off),
            "block-ingress" => Some(Self::Ingress),
            "block-bidirectional" => Some(Self::Bidirectional),
            _ => None,
        }
    }

    fn text(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Ingress => "block-ingress",
            Self::Bidirectional => "block-bidirectional",
        }
    }

    /// The exclusion that leaves no more than this of it.
    fn exclusion(self) -> &'static str {
        match self {
            Self::Off => "allow-bidirectional",
            Self::Ingress | Self::Bidirectional => "allow-egress",
        }
    }
}

/// Where no answer tells of the options of a Region, what its VPCs and subnets say: the strictest is the mode of the
/// Region, and what is stopped less is excluded.
pub(super) fn complete(importer: &mut Importer) {
    let states = std::mem::take(&mut importer.public_access_states);
    let mut regions: BTreeMap<String, Vec<&(ResourceId, Mode, Item)>> = BTreeMap::new();
    for state in &states {
        let region =
            vpc_of(importer, &state.0).and_then(|vpc| importer.document.vpc(vpc.as_str())?.region.clone());
        if let Some(region) = region {
            regions.entry(region).or_default().push(state);
        }
    }
    untold(importer, &regions.keys().cloned().collect());
    for (region, states) in regions {
        let strictest = states.iter().max_by_key(|(_, mode, _)| *mode);
        let Some((_, mode, item)) = strictest.filter(|(_, mode, _)| *mode != Mode::Off) else { continue };
        let id = options_id(&region);
        if importer.document.resource(id.as_str()).is_some() {
            continue;
        }
        let why = format!(
            "No answer of describe-vpc-block-public-access-options tells of {region}; what is stopped there is taken from its VPCs."
        );
        importer.approximate(item, OPTIONS, &why);
        importer.document.insert(id, options(&region, mode.text().to_owned()));
        exclude(importer, *mode, &states);
    }
}

/// Says of which Regions no answer tells what is stopped there.
fn untold(importer: &mut Importer, told: &BTreeSet<String>) {
    let vpcs = importer.document.resources.values().filter_map(|resource| match resource.as_ref() {
        Resource::Vpc(vpc) => vpc.region.clone(),
        _ => None,
    });
    let of_vpcs: BTreeSet<String> = vpcs.collect();
    for region in of_vpcs.difference(told) {
        if importer.document.resource(options_id(region).as_str()).is_none() {
            let why = "No answer tells what VPC Block Public Access stops here; it is taken to be off, as AWS has it. Import the answer of describe-vpc-block-public-access-options, too.";
            importer.report.approximated(AS_A_WHOLE, region, OPTIONS, why);
        }
    }
}

/// Excludes what is stopped less than the rest of its Region, or a subnet less than its VPC.
fn exclude(importer: &mut Importer, of_region: Mode, states: &[&(ResourceId, Mode, Item)]) {
    let mode_of = |wanted: &ResourceId| states.iter().find(|(id, ..)| id == wanted).map(|(_, mode, _)| *mode);
    for (id, mode, item) in states {
        let is_subnet = importer.document.subnet(id.as_str()).is_some();
        let around = vpc_of(importer, id).filter(|_| is_subnet).and_then(|vpc| mode_of(&vpc));
        let is_known = importer.document.resources.values().any(|resource| {
            matches!(resource.as_ref(), Resource::VpcBlockPublicAccessExclusion(exclusion)
                if exclusion.vpc_id.as_ref() == Some(id) || exclusion.subnet_id.as_ref() == Some(id))
        });
        if *mode >= around.unwrap_or(of_region) || is_known {
            continue;
        }
        let exclusion = VpcBlockPublicAccessExclusion {
            vpc_id: (!is_subnet).then(|| id.clone()),
            subnet_id: is_subnet.then(|| id.clone()),
            internet_gateway_exclusion_mode: Some(mode.exclusion().to_owned()),
            ..VpcBlockPublicAccessExclusion::default()
        };
        importer.approximate(item, EXCLUSION, "It is made from what VPC Block Public Access stops here.");
        importer.document.insert(ResourceId::new(&format!("vpcbpa-exclude-{id}")), exclusion);
    }
}

/// The VPC that the id is, or that the subnet lies in.
fn vpc_of(importer: &Importer, id: &ResourceId) -> Option<ResourceId> {
    match importer.document.subnet(id.as_str()) {
        Some(subnet) => subnet.vpc_id.clone(),
        None => Some(id.clone()),
    }
}
