//! Accounts, and what they share: `aws organizations list-accounts`, and the answers of `aws ram`.
//!
//! Accounts are part of the drawing only where more than one owner is seen. A thing names its owner where that is not the
//! one of its VPC.

use super::importer::{AS_A_WHOLE, Importer};
use super::item::Item;
use netyard_core::model::{Account, Document, Resource, ResourceId, ResourceShare, Tags};
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
    let owners = owners(importer);
    if owners.len() < 2 {
        return;
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

/// The accounts that own something of the drawing.
fn owners(importer: &Importer) -> BTreeSet<String> {
    let stated = importer.document.resources.values().filter_map(|resource| {
        // Lists of AWS are nobody's, and a far end is not drawn.
        let is_drawn = matches!(
            resource.as_ref(),
            Resource::Vpc(_) | Resource::TransitGateway(_) | Resource::ResourceShare(_)
        );
        resource.owner_id().filter(|_| is_drawn)
    });
    let noted = importer.owners.iter().filter(|(id, _)| importer.document.resource(id.as_str()).is_some());
    let all = stated.chain(noted.map(|(_, owner)| owner.as_str()));
    all.filter(|owner| is_account_id(owner)).map(str::to_owned).collect()
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
