//! Accounts, and what they share: `aws organizations list-accounts`, and the answers of `aws ram`.
//!
//! Accounts are part of the drawing only where more than one owner is seen. A thing names its owner where that is not the
//! one of its VPC.

use super::importer::{AS_A_WHOLE, Importer};
use super::item::Item;
use netyard_core::model::{Account, Document, Resource, ResourceId, ResourceShare, Tags, Vpc};
use netyard_core::topology::Network;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

const LABEL: &str = "Resource share";
/// The answers of AWS Resource Access Manager that tell what is shared, and with whom.
const RAM: [&str; 2] = ["resourceShares", "resourceShareAssociations"];

/// Reads `resourceShares`, `resourceShareAssociations` and `resources`. A share without a list of its own is made from
/// its associations.
pub(super) fn read(importer: &mut Importer) {
    let mut shares: BTreeMap<String, (ResourceShare, Option<Item>)> = BTreeMap::new();
    for item in importer.take("resourceShares") {
        let Some(arn) = item.text("resourceShareArn").map(str::to_owned) else {
            importer.skip(&item, LABEL, "It has no resourceShareArn.");
            continue;
        };
        let share = ResourceShare {
            name: item.text("name").map(str::to_owned),
            tags: tags(&item),
            owning_account_id: item.text("owningAccountId").map(str::to_owned).or_else(|| account_of(&arn)),
            allow_external_principals: item
                .value
                .get("allowExternalPrincipals")
                .and_then(Value::as_bool)
                .unwrap_or(true),
            status: item.text("status").unwrap_or("ACTIVE").to_owned(),
            ..ResourceShare::default()
        };
        shares.entry(arn).or_insert((share, Some(item)));
    }
    for item in importer.take("resourceShareAssociations") {
        let status = item.text("status").unwrap_or("ASSOCIATED");
        if status != "ASSOCIATED" {
            importer.skip(&item, "Association of a resource share", &format!("It is {status}."));
            continue;
        }
        let (Some(arn), Some(entity)) = (item.text("resourceShareArn"), item.text("associatedEntity")) else {
            importer.skip(&item, "Association of a resource share", "It names no share, or nothing with it.");
            continue;
        };
        let (share, _) = shares.entry(arn.to_owned()).or_insert_with(|| (without_answer(arn), None));
        if item.text("associationType") == Some("PRINCIPAL") {
            let principal = entity.to_owned();
            if !share.principals.contains(&principal) {
                share.principals.push(principal);
            }
        } else {
            add_resource(share, entity);
        }
    }
    for item in importer.take("resources") {
        let (Some(arn), Some(entity)) = (item.text("resourceShareArn"), item.text("arn")) else {
            importer.skip(&item, "Shared resource", "It names no share, or has no arn.");
            continue;
        };
        let (share, _) = shares.entry(arn.to_owned()).or_insert_with(|| (without_answer(arn), None));
        add_resource(share, entity);
    }
    for (arn, (mut share, item)) in shares {
        let id = ResourceId::new(&format!("share-{}", arn.rsplit('/').next().unwrap_or(&arn)));
        let item =
            item.unwrap_or_else(|| Item { file: AS_A_WHOLE.into(), place: arn.clone(), value: Value::Null });
        let (drawn, others): (Vec<_>, Vec<_>) = std::mem::take(&mut share.resource_ids)
            .into_iter()
            .partition(|id| importer.document.resource(id.as_str()).is_some());
        if !others.is_empty() {
            let others: Vec<&str> = others.iter().map(ResourceId::as_str).collect();
            let why = format!(
                "No answer tells of these, or they are of no kind that is read: {}.",
                others.join(", ")
            );
            importer.approximate(&item, LABEL, &why);
        }
        if drawn.is_empty() {
            importer.skip(&item, LABEL, "Nothing of the drawing is in it.");
            continue;
        }
        share.resource_ids = drawn;
        importer.insert(&item, id, share);
    }
}

fn without_answer(arn: &str) -> ResourceShare {
    ResourceShare { owning_account_id: account_of(arn), ..ResourceShare::default() }
}

fn add_resource(share: &mut ResourceShare, arn: &str) {
    let id = ResourceId::new(arn.rsplit('/').next().unwrap_or(arn));
    if !share.resource_ids.contains(&id) {
        share.resource_ids.push(id);
    }
}

/// The account in an ARN.
pub(super) fn account_of(arn: &str) -> Option<String> {
    arn.split(':').nth(4).filter(|account| !account.is_empty()).map(str::to_owned)
}

/// RAM writes `key` and `value` in small letters.
fn tags(item: &Item) -> Tags {
    let pairs = item
        .list("tags")
        .into_iter()
        .filter_map(|tag| Some((tag.text("key")?.to_owned(), tag.value.get("value")?.as_str()?.to_owned())));
    pairs.collect()
}

/// Completes owners and draws their accounts, where there is more than one.
pub(super) fn complete(importer: &mut Importer) {
    let known = importer.take("Accounts");
    let inferred = owners_of_vpcs(importer);
    let owners = owners(importer, &inferred);
    let others = importer.owners.values().filter(|owner| is_account_id(owner) && !owners.contains(*owner));
    let others: BTreeSet<String> = others.cloned().collect();
    if owners.len() < 2 {
        nothing_to_hold(importer, &others, inferred.len());
        return;
    }
    for (id, owner) in inferred {
        if let Some(vpc) = importer.document.vpc(id.as_str()).cloned() {
            let why = format!("Its answer names no owner; {owner} is taken, who owns its subnets or groups.");
            importer.report.approximated(AS_A_WHOLE, id.as_str(), "VPC", &why);
            importer.document.insert(id, Vpc { owner_id: Some(owner), ..vpc });
        }
    }
    state_owners(importer);
    let members: BTreeMap<&str, &Item> =
        known.iter().filter_map(|item| Some((item.text("Id")?, item))).collect();
    for owner in owners {
        let id = ResourceId::new(&owner);
        let member = members.get(owner.as_str());
        let account = Account {
            name: member.and_then(|item| item.text("Name")).map(str::to_owned),
            // arn:aws:organizations::MANAGEMENT:account/ORGANIZATION/ACCOUNT
            organization_id: member
                .and_then(|item| item.text("Arn")?.split('/').nth(1))
                .filter(|organization| organization.starts_with("o-"))
                .map(str::to_owned),
            ..Account::default()
        };
        match member {
            Some(item) => importer.insert(item, id, account),
            None => importer.document.insert(id, account),
        }
    }
    if !RAM.iter().any(|key| importer.has_seen_anywhere(key)) {
        shares_not_seen(importer);
    }
}

/// Accounts that are named as owners of parts of VPCs only, where no answer says who owns the VPCs: beside their owner's they
/// would stand empty.
fn nothing_to_hold(importer: &mut Importer, others: &BTreeSet<String>, known: usize) {
    if known > 0 {
        for owner in others {
            let why = "It owns parts of VPCs, and no answer names the owners of those: it is not drawn, because nothing would stand in it.";
            importer.report.skipped(AS_A_WHOLE, owner, "Account", why);
        }
    }
}

/// Owners of VPCs whose answers are older than sharing and name none: who owns the subnets, else the group that comes with
/// the VPC, else all of its groups.
fn owners_of_vpcs(importer: &Importer) -> BTreeMap<ResourceId, String> {
    let mut found: BTreeMap<ResourceId, [BTreeSet<&str>; 3]> = BTreeMap::new();
    for (id, owner) in importer.owners.iter().filter(|(_, owner)| is_account_id(owner)) {
        let (vpc, ranks): (_, &[usize]) = match importer.document.resource(id.as_str()) {
            Some(Resource::Subnet(own)) => (&own.vpc_id, &[0]),
            Some(Resource::SecurityGroup(own)) if own.group_name.as_deref() == Some("default") => {
                (&own.vpc_id, &[1, 2])
            }
            Some(Resource::SecurityGroup(own)) => (&own.vpc_id, &[2]),
            _ => continue,
        };
        let Some(vpc) = vpc else { continue };
        if importer.document.vpc(vpc.as_str()).is_some_and(|vpc| vpc.owner_id.is_none()) {
            let ranked = found.entry(vpc.clone()).or_default();
            for (rank, owners) in ranked.iter_mut().enumerate() {
                if ranks.contains(&rank) {
                    owners.insert(owner.as_str());
                }
            }
        }
    }
    let only =
        |owners: &BTreeSet<&str>| owners.first().filter(|_| owners.len() == 1).map(|own| (*own).to_owned());
    found.into_iter().filter_map(|(vpc, ranked)| Some((vpc, ranked.iter().find_map(only)?))).collect()
}

/// VPCs that an account shares, and that only those tell of with whom it does. Its owner is always told of the group that
/// comes with a VPC, and nobody else is: of the owner's groups they see those that it shares. Where no group is told, or one
/// account owns all there is, nothing speaks for another one.
pub(super) fn vpcs_of_others(importer: &Importer) -> BTreeSet<ResourceId> {
    let of_vpcs = importer.document.resources.values().filter_map(|resource| match resource.as_ref() {
        Resource::Vpc(vpc) => vpc.owner_id.as_deref(),
        _ => None,
    });
    let all = importer.owners.values().map(String::as_str).chain(of_vpcs);
    let accounts: BTreeSet<&str> = all.filter(|owner| is_account_id(owner)).collect();
    let mut of_others: BTreeMap<ResourceId, bool> = BTreeMap::new();
    for (id, owner) in importer.owners.iter().filter(|_| accounts.len() > 1) {
        let Some(Resource::SecurityGroup(group)) = importer.document.resource(id.as_str()) else { continue };
        let Some(vpc) = &group.vpc_id else { continue };
        if let Some(holder) = importer.document.vpc(vpc.as_str()).and_then(|vpc| vpc.owner_id.as_ref()) {
            let is_proof = holder == owner && group.group_name.as_deref() == Some("default");
            *of_others.entry(vpc.clone()).or_insert(true) &= !is_proof;
        }
    }
    of_others.into_iter().filter_map(|(vpc, is_of_another)| is_of_another.then_some(vpc)).collect()
}

/// The accounts that own something of the drawing. Where no VPC names its owner, the parts of VPCs make no account: it would
/// hold nothing.
fn owners(importer: &Importer, inferred: &BTreeMap<ResourceId, String>) -> BTreeSet<String> {
    let stated = importer.document.resources.values().filter_map(|resource| {
        // Lists of AWS are nobody's, and a far end is not drawn.
        let is_drawn = matches!(
            resource.as_ref(),
            Resource::Vpc(_) | Resource::TransitGateway(_) | Resource::ResourceShare(_)
        );
        resource.owner_id().filter(|_| is_drawn)
    });
    let tells_owners = importer
        .document
        .resources
        .values()
        .any(|resource| matches!(resource.as_ref(), Resource::Vpc(vpc) if vpc.owner_id.is_some()));
    let noted = importer.owners.iter().filter(|(id, _)| {
        let resource = importer.document.resource(id.as_str());
        resource.is_some_and(|resource| tells_owners || !is_part_of_vpc(resource))
    });
    let noted = noted.map(|(_, owner)| owner).chain(inferred.values());
    let all = stated.chain(noted.map(String::as_str));
    all.filter(|owner| is_account_id(owner)).map(str::to_owned).collect()
}

fn is_part_of_vpc(resource: &Resource) -> bool {
    matches!(
        resource,
        Resource::Subnet(_)
            | Resource::SecurityGroup(_)
            | Resource::NetworkInterface(_)
            | Resource::Instance(_)
            | Resource::VpcEndpoint(_)
            | Resource::LoadBalancer(_)
            | Resource::TargetGroup(_)
            | Resource::FlowLog(_)
    )
}

/// Whether it is the id of an account: twelve digits. AWS names its own services by words.
pub(super) fn is_account_id(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|digit| digit.is_ascii_digit())
}

/// Writes down who owns what, where it is not the owner of the VPC.
fn state_owners(importer: &mut Importer) {
    let network = Network::build(&importer.document);
    let noted = std::mem::take(&mut importer.owners);
    for (id, owner) in noted {
        if network.owner_of(id.as_str()) != Some(owner.as_str()) {
            set_owner(&mut importer.document, &id, owner);
        }
    }
}

fn set_owner(document: &mut Document, id: &ResourceId, owner: String) {
    let Some(resource) = document.resources.get(id).cloned() else { return };
    let mut resource = Arc::unwrap_or_clone(resource);
    let field = match &mut resource {
        Resource::Subnet(own) => &mut own.owner_id,
        Resource::SecurityGroup(own) => &mut own.owner_id,
        Resource::NetworkInterface(own) => &mut own.owner_id,
        Resource::Instance(own) => &mut own.owner_id,
        Resource::VpcBlockPublicAccessOptions(own) => &mut own.owner_id,
        Resource::Function(own) => &mut own.owner_id,
        Resource::TransferServer(own) => &mut own.owner_id,
        Resource::FlowLog(own) => &mut own.owner_id,
        _ => return,
    };
    *field = Some(owner);
    document.resources.insert(id.clone(), Arc::new(resource));
}

/// Nothing is said about what is shared, where no answer tells of it.
fn shares_not_seen(importer: &mut Importer) {
    let word = || "resourceShare".to_owned();
    let ids: Vec<ResourceId> = importer.document.resources.keys().cloned().collect();
    for id in ids {
        let changed = match importer.document.resource(id.as_str()) {
            Some(Resource::Vpc(vpc)) => {
                let mut vpc = vpc.clone();
                vpc.unknown.push(word());
                Resource::Vpc(vpc)
            }
            Some(Resource::TransitGateway(gateway)) => {
                let mut gateway = gateway.clone();
                gateway.unknown.push(word());
                Resource::TransitGateway(gateway)
            }
            _ => continue,
        };
        importer.document.resources.insert(id, Arc::new(changed));
    }
    let why = "Several accounts own what is drawn, and no answer tells what they share. Import the answers of aws ram get-resource-shares and get-resource-share-associations, too; until then nothing is said about it.";
    importer.report.skipped(AS_A_WHOLE, "resourceShares", LABEL, why);
}
