//! What the answers about load balancing have in common: ARNs, actions' groups, attributes, and what an answer is about that
//! does not say so.

use super::importer::{AS_A_WHOLE, Importer};
use super::item::{Item, number};
use super::managed_service;
use netyard_core::model::{
    Attachment, LoadBalancerListener, NetworkInterface, Resource, ResourceId, TargetGroup,
};
use netyard_core::ordered::IntoOrdered;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The parts of the last field of an ARN of Elastic Load Balancing: `loadbalancer/app/web/50dc6c495c0c9188`.
pub(super) fn parts_of(arn: &str) -> Option<Vec<&str>> {
    let mut fields = arn.splitn(6, ':');
    let service = fields.nth(2)?;
    let last = fields.nth(2)?;
    (service == "elasticloadbalancing").then(|| last.split('/').collect())
}

/// The account of an ARN.
pub(super) fn account_of(arn: &str) -> Option<&str> {
    arn.split(':').nth(4).filter(|account| !account.is_empty())
}

/// The id of a load balancer of the present generation: the last part of its ARN, which AWS makes up.
pub(super) fn balancer_id(arn: &str) -> Option<ResourceId> {
    match parts_of(arn)?.as_slice() {
        ["loadbalancer", _, _, own] => Some(ResourceId::new(&format!("lb-{own}"))),
        _ => None,
    }
}

/// The id of a target group.
pub(super) fn group_id(arn: &str) -> Option<ResourceId> {
    match parts_of(arn)?.as_slice() {
        ["targetgroup", _, own] => Some(ResourceId::new(&format!("tg-{own}"))),
        _ => None,
    }
}

/// Something that an answer may be about, with the words by which the name of a file may tell it.
pub(super) struct Subject {
    pub(super) id: ResourceId,
    pub(super) words: Vec<String>,
}

impl Subject {
    /// What an ARN names: by its name, and by the last part of the ARN.
    pub(super) fn of_arn(id: ResourceId, name: Option<&str>, arn: &str) -> Self {
        let last = arn.rsplit('/').next().map(str::to_owned);
        Self { id, words: name.map(str::to_owned).into_iter().chain(last).collect() }
    }
}

/// The one of these things that an answer is about: the longest name in that of the file tells, or there is only one.
pub(super) fn subject(item: &Item, all: &[Subject]) -> Option<ResourceId> {
    let file = item.file.rsplit(['/', '\\']).next().unwrap_or_default();
    let length = |subject: &Subject| {
        subject.words.iter().filter(|word| has_word(file, word)).map(String::len).max().unwrap_or(0)
    };
    let longest = all.iter().map(length).max().filter(|length| *length > 0);
    let mut meant = all.iter().filter(|subject| longest.is_none_or(|longest| length(subject) == longest));
    meant.next().filter(|_| meant.next().is_none()).map(|subject| subject.id.clone())
}

/// Whether a text has a word with no letter or digit on either side.
fn has_word(text: &str, word: &str) -> bool {
    let is_end = |letter: Option<char>| !letter.is_some_and(char::is_alphanumeric);
    let mut found = text.match_indices(word);
    found.any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|after| after.chars().next());
        is_end(before) && is_end(after)
    })
}

/// The attributes of things: of each the pairs of its answer. An answer that nobody can place is reported.
pub(super) fn attributes(
    importer: &mut Importer,
    key: &str,
    label: &str,
    all: &[Subject],
) -> BTreeMap<ResourceId, BTreeMap<String, String>> {
    let mut found: BTreeMap<ResourceId, BTreeMap<String, String>> = BTreeMap::new();
    for item in importer.take(key) {
        let Some(id) = subject(&item, all) else {
            importer.skip(&item, label, &nobody_knows(label));
            continue;
        };
        let (Some(name), Some(value)) =
            (item.text("Key"), item.value.get("Value").and_then(|it| it.as_str()))
        else {
            continue;
        };
        let written = found.entry(id).or_default();
        written.insert(name.to_owned(), value.to_owned());
    }
    found
}

/// Why an answer that does not say what it is about is left out.
pub(super) fn nobody_knows(label: &str) -> String {
    format!(
        "The answer does not say what it is about. Put the name of the {} into the name of the file.",
        label.to_lowercase()
    )
}

/// A small whole number of an object.
pub(super) fn count(item: &Item, key: &str) -> Option<u32> {
    number(&item.value, key).and_then(|it| u32::try_from(it).ok())
}

/// A port of an object.
pub(super) fn port(item: &Item, key: &str) -> Option<u16> {
    number(&item.value, key).and_then(|it| u16::try_from(it).ok())
}

/// Target groups that are named and of which no answer tells: nothing is known of their targets.
pub(super) fn unseen_groups(importer: &mut Importer) {
    let mut named = BTreeSet::new();
    for resource in importer.document.resources.values() {
        match resource.as_ref() {
            Resource::LoadBalancer(balancer) => {
                let actions = balancer.listeners.values().flat_map(LoadBalancerListener::actions);
                let all = actions.flat_map(|(_, action)| {
                    let single = action.target_group_arn.iter();
                    single.chain(action.target_groups.values().filter_map(|it| it.target_group_arn.as_ref()))
                });
                named.extend(all.cloned());
            }
            Resource::AutoScalingGroup(group) => named.extend(group.target_group_arns.iter().cloned()),
            Resource::EcsService(service) => named.extend(service.target_groups().cloned()),
            _ => {}
        }
    }
    named.retain(|id| importer.document.resource(id.as_str()).is_none());
    for id in named {
        let why = "It is named, and no answer of describe-target-groups tells of it: a packet to it ends as unknown.";
        importer.report.approximated(AS_A_WHOLE, id.as_str(), "Target group", why);
        let unknown = vec!["targets".to_owned(), "attributes".to_owned()];
        importer.document.insert(id, TargetGroup { unknown, ..TargetGroup::default() });
    }
}

/// The interfaces that AWS describes so and that hang on nothing yet, by id.
fn nodes_of(importer: &Importer, description: &str) -> Vec<ResourceId> {
    let own = importer.document.resources.iter().filter(|(id, resource)| {
        matches!(resource.as_ref(), Resource::NetworkInterface(interface) if interface.instance_id().is_none())
            && importer.managed.get(*id).is_some_and(|said| said == description)
    });
    own.map(|(id, _)| id.clone()).collect()
}

/// The nodes of a load balancer: interfaces that name it. Where no answer tells of one in a subnet, it is drawn there without
/// an address that anybody knows, because the zone counts.
pub(super) fn attach_nodes(
    importer: &mut Importer,
    item: &Item,
    label: &str,
    id: &ResourceId,
    description: &str,
    subnets: &[ResourceId],
) {
    let nodes = nodes_of(importer, description);
    if !nodes.is_empty() {
        managed_service::attach_all(importer, item, id, &nodes, label);
    }
    let there: BTreeSet<ResourceId> = nodes
        .iter()
        .filter_map(|node| importer.document.network_interface(node.as_str())?.subnet_id.clone())
        .into_set();
    let missing: Vec<&ResourceId> = subnets.iter().filter(|subnet| !there.contains(*subnet)).collect();
    if missing.is_empty() && !nodes.is_empty() {
        return;
    }
    let groups = item.value.get("SecurityGroups").and_then(Value::as_array).into_iter().flatten();
    let group_ids: Vec<ResourceId> = groups.filter_map(Value::as_str).map(ResourceId::new).collect();
    for (index, subnet) in (nodes.len()..).zip(&missing) {
        let attachment = Attachment {
            instance_id: Some(id.clone()),
            device_index: u32::try_from(index).ok(),
            ..Attachment::default()
        };
        let made = NetworkInterface {
            subnet_id: Some((*subnet).clone()),
            group_ids: group_ids.clone(),
            attachment: Some(attachment),
            ..NetworkInterface::default()
        };
        importer.document.insert(ResourceId::new(&format!("{id}-{subnet}")), made);
    }
    let names: Vec<&str> = missing.into_iter().map(ResourceId::as_str).collect();
    let at = if names.is_empty() { String::new() } else { format!(" in {}", names.join(", ")) };
    let why = format!(
        "No answer tells of its interface{at}: a packet to it there ends as unknown. Import the answer of describe-network-interfaces, too."
    );
    importer.approximate(item, label, &why);
}
