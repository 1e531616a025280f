use super::importer::Importer;
use super::item::{Item, number};
use super::load_balancing::{self, Subject, balancer_id, count, group_id, port};
use netyard_core::model::{
    FixedResponseConfig, LoadBalancerAction, LoadBalancerListener, LoadBalancerRule, RedirectConfig,
    ResourceId, RowId, RuleCondition, TargetGroupTuple,
};
use netyard_core::ordered::{IntoOrdered, Order};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What the answers of `describe-listeners` and `describe-rules` tell.
pub(super) struct Listeners {
    by_balancer: BTreeMap<ResourceId, Vec<Item>>,
    /// Load balancers of which an answer says that they have none.
    without: BTreeSet<ResourceId>,
    /// Rules by the path of their listener, the default one included.
    rules: BTreeMap<String, Vec<Item>>,
    /// Whether only first pages of listeners were given.
    is_cut: bool,
    /// Whether only first pages of rules were given.
    has_cut_rules: bool,
}

/// The listeners of one load balancer.
#[derive(Default)]
pub(super) struct Own {
    pub(super) listeners: BTreeMap<RowId, LoadBalancerListener>,
    /// Whether of some of them no answer tells the rules.
    pub(super) lacks_rules: bool,
}

impl Listeners {
    pub(super) fn take(importer: &mut Importer, all: &[Subject]) -> Self {
        let mut by_balancer: BTreeMap<ResourceId, Vec<Item>> = BTreeMap::new();
        for item in importer.take("Listeners") {
            match item.text("LoadBalancerArn").and_then(balancer_id) {
                Some(id) => by_balancer.entry(id).or_default().push(item),
                None => importer.skip(&item, "Listener", "It names no load balancer."),
            }
        }
        let empty = importer.empty("Listeners").iter();
        let without = empty.filter_map(|answer| load_balancing::subject(answer, all)).into_set();
        let mut rules: BTreeMap<String, Vec<Item>> = BTreeMap::new();
        for item in importer.take("Rules") {
            match item.text("RuleArn").and_then(listener_of) {
                Some(listener) => {
                    if !item.list("Transforms").is_empty() {
                        let why = "It rewrites the host or the path of a request before the target sees it. Which rule matches stays as it is; what the target is asked for is not in the drawing.";
                        importer.approximate(&item, "Listener rule", why);
                    }
                    rules.entry(listener).or_default().push(item);
                }
                None => importer.skip(&item, "Listener rule", "It has no RuleArn of a listener."),
            }
        }
        let (is_cut, has_cut_rules) =
            (importer.is_cut_anywhere("Listeners"), importer.is_cut_anywhere("Rules"));
        Self { by_balancer, without, rules, is_cut, has_cut_rules }
    }

    /// The listeners of a load balancer; `None` where nobody knows them all.
    pub(super) fn of(&mut self, id: &ResourceId) -> Option<Own> {
        let found = self.by_balancer.remove(id);
        if found.is_none() && !self.without.contains(id) || self.is_cut {
            return None;
        }
        let mut own = Own::default();
        for (index, item) in found.unwrap_or_default().iter().enumerate() {
            let path = item.text("ListenerArn").and_then(path_of);
            let rules = path.and_then(|path| self.rules.remove(&path));
            own.lacks_rules |= rules.is_none() || self.has_cut_rules;
            let listener = listener(item, &rules.unwrap_or_default());
            own.listeners.insert(RowId::new(&format!("l{}", index + 1)), listener);
        }
        Some(own)
    }

    /// Reports what belongs to nothing that is in the input.
    pub(super) fn report_left(self, importer: &mut Importer) {
        for item in self.by_balancer.into_values().flatten() {
            let why = "No answer of describe-load-balancers tells of its load balancer.";
            importer.skip(&item, "Listener", why);
        }
        for item in self.rules.into_values().flatten() {
            let why = "No answer of describe-listeners tells of its listener.";
            importer.skip(&item, "Listener rule", why);
        }
    }
}

/// `app/NAME/ID/LISTENER` of the ARN of a listener.
fn path_of(arn: &str) -> Option<String> {
    arn.split_once(":listener/").map(|(_, path)| path.to_owned())
}

/// The same of the ARN of a rule, which has one more part.
fn listener_of(arn: &str) -> Option<String> {
    let (_, path) = arn.split_once(":listener-rule/")?;
    path.rsplit_once('/').map(|(listener, _)| listener.to_owned())
}

fn listener(item: &Item, rules: &[Item]) -> LoadBalancerListener {
    let certificates = item.list("Certificates");
    let certificates = certificates.iter().filter_map(|it| it.text("CertificateArn").map(str::to_owned));
    let mut rows = BTreeMap::new();
    // The listener itself tells of its default rule.
    for rule in rules.iter().filter(|rule| !rule.flag("IsDefault")) {
        let priority = count(rule, "Priority");
        let row = priority.map_or_else(|| format!("r-{}", rows.len() + 1), |priority| format!("r{priority}"));
        let conditions = rule.list("Conditions");
        let conditions = conditions.iter().enumerate().map(|(index, it)| (row_id("c", index), condition(it)));
        let written = LoadBalancerRule {
            priority,
            conditions: conditions.into_map(),
            actions: actions(rule, "Actions"),
            ..LoadBalancerRule::default()
        };
        rows.insert(RowId::new(&row), written);
    }
    LoadBalancerListener {
        protocol: item.text("Protocol").map(str::to_owned),
        port: port(item, "Port"),
        certificate_arns: certificates.collect(),
        default_actions: actions(item, "DefaultActions"),
        rules: rows,
        ..LoadBalancerListener::default()
    }
}

fn row_id(letter: &str, index: usize) -> RowId {
    RowId::new(&format!("{letter}{}", index + 1))
}

/// A condition. The older form names its values itself, the newer one in an object of its kind.
fn condition(item: &Item) -> RuleCondition {
    const CONFIGS: [&str; 6] = [
        "HostHeaderConfig",
        "PathPatternConfig",
        "HttpHeaderConfig",
        "QueryStringConfig",
        "HttpRequestMethodConfig",
        "SourceIpConfig",
    ];
    let config = CONFIGS.into_iter().find_map(|key| item.object(key));
    let of_config = config.as_ref().map(|config| values(&config.value)).unwrap_or_default();
    let of_regex = config.as_ref().map(|config| texts(&config.value, "RegexValues")).unwrap_or_default();
    RuleCondition {
        field: item.text("Field").map(str::to_owned),
        values: if of_config.is_empty() { values(&item.value) } else { of_config },
        regex_values: if of_regex.is_empty() { texts(&item.value, "RegexValues") } else { of_regex },
        http_header_name: config.as_ref().and_then(|it| it.text("HttpHeaderName")).map(str::to_owned),
        ..RuleCondition::default()
    }
}

fn texts(value: &Value, key: &str) -> Vec<String> {
    let values = value.get(key).and_then(Value::as_array).into_iter().flatten();
    values.filter_map(Value::as_str).map(str::to_owned).collect()
}

fn values(value: &Value) -> Vec<String> {
    let values = value.get("Values").and_then(Value::as_array).into_iter().flatten();
    values
        .filter_map(|value| match value {
            Value::String(text) => Some(text.clone()),
            // Of a query string: a key may be left out.
            pair => {
                let part = |key: &str| pair.get(key).and_then(Value::as_str);
                let value = part("Value")?;
                Some(part("Key").map_or_else(|| value.to_owned(), |key| format!("{key}={value}")))
            }
        })
        .collect()
}

/// Actions in the order in which AWS takes them.
fn actions(item: &Item, key: &str) -> BTreeMap<RowId, LoadBalancerAction> {
    let mut all = item.list(key);
    all.as_mut_slice().order_by_key(|action| number(&action.value, "Order").unwrap_or(0));
    all.iter().enumerate().map(|(index, it)| (row_id("a", index), action(it))).into_map()
}

fn action(item: &Item) -> LoadBalancerAction {
    let group = |item: &Item| item.text("TargetGroupArn").map(id_of_group);
    let forward = item.object("ForwardConfig");
    let tuples = forward.map(|forward| forward.list("TargetGroups")).unwrap_or_default();
    let single = group(item).or_else(|| tuples.first().filter(|_| tuples.len() == 1).and_then(group));
    let target_groups = tuples.iter().filter(|_| tuples.len() > 1).enumerate().map(|(index, it)| {
        let tuple = TargetGroupTuple {
            target_group_arn: group(it),
            weight: count(it, "Weight"),
            ..TargetGroupTuple::default()
        };
        (row_id("g", index), tuple)
    });
    let target_groups = target_groups.into_map();
    LoadBalancerAction {
        action_type: item.text("Type").map(str::to_owned),
        // AWS writes the single one twice.
        target_group_arn: single.filter(|_| target_groups.is_empty()),
        target_groups,
        redirect_config: item.object("RedirectConfig").map(|it| redirect(&it)),
        fixed_response_config: item.object("FixedResponseConfig").map(|it| FixedResponseConfig {
            status_code: it.text("StatusCode").map(str::to_owned),
            content_type: it.text("ContentType").map(str::to_owned),
            message_body: it.text("MessageBody").map(str::to_owned),
            ..FixedResponseConfig::default()
        }),
        ..LoadBalancerAction::default()
    }
}

/// The id of a group; what is no ARN of one stays as it is written, so that a packet ends as unknown there.
fn id_of_group(arn: &str) -> ResourceId {
    group_id(arn).unwrap_or_else(|| ResourceId::new(arn))
}

fn redirect(item: &Item) -> RedirectConfig {
    let text = |key: &str| item.text(key).map(str::to_owned);
    RedirectConfig {
        protocol: text("Protocol"),
        port: text("Port"),
        host: text("Host"),
        path: text("Path"),
        query: text("Query"),
        status_code: text("StatusCode"),
        ..RedirectConfig::default()
    }
}
