use crate::model::{IpPermission, ResourceId, RowId, SecurityGroup};
use crate::rules::context::Context;

/// A rule that names another group as its source or destination.
pub(in crate::rules) struct GroupReference<'a> {
    /// The group whose rule it is.
    pub(in crate::rules) group: &'a ResourceId,
    /// The list in which the rule stands.
    pub(in crate::rules) field: &'static str,
    /// The row.
    pub(in crate::rules) row: &'a RowId,
    /// The rule.
    pub(in crate::rules) rule: &'a IpPermission,
    /// The group that the rule names.
    pub(in crate::rules) named: &'a ResourceId,
}

/// Every reference from a rule to a group, by group, direction and row.
pub(in crate::rules) fn group_references<'a>(context: &Context<'a>) -> Vec<GroupReference<'a>> {
    let mut references = Vec::new();
    for (group, resource) in context.groups() {
        for (field, row, rule) in rules_of(resource) {
            if let Some(named) = &rule.group_id {
                references.push(GroupReference { group, field, row, rule, named });
            }
        }
    }
    references
}

/// The rules of a group with the list in which each stands, inbound first.
fn rules_of(group: &SecurityGroup) -> impl Iterator<Item = (&'static str, &RowId, &IpPermission)> {
    let inbound = group.ip_permissions.iter().map(|(row, rule)| ("ipPermissions", row, rule));
    let outbound = group.ip_permissions_egress.iter().flatten();
    inbound.chain(outbound.map(|(row, rule)| ("ipPermissionsEgress", row, rule)))
}
