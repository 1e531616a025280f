use crate::change::{Change, Fix};
use crate::model::ResourceId;
use crate::rules::context::Context;
use crate::rules::support::pointer;
use std::collections::BTreeMap;

/// Shows each subnet that is named a second time in the `subnetIds` of these tables or ACLs: the subnet, who named it
/// first, who names it again, and the fix that takes the second away.
pub(in crate::rules) fn associated_twice(
    context: &Context<'_>,
    lists: &[(&ResourceId, &[ResourceId])],
    mut show: impl FnMut(&ResourceId, &ResourceId, &ResourceId, Fix),
) {
    let mut first: BTreeMap<&ResourceId, &ResourceId> = BTreeMap::new();
    for (id, subnets) in lists {
        for (index, subnet) in subnets.iter().enumerate() {
            let Some(earlier) = first.get(subnet) else {
                first.insert(subnet, id);
                continue;
            };
            let path = pointer(&["subnetIds", &index.to_string()]);
            let fix = Fix {
                title: format!("Take {} out of {}", context.name(subnet), context.name(id)),
                changes: vec![Change::RemovePath { id: (*id).clone(), path }],
            };
            show(subnet, earlier, id, fix);
        }
    }
}
