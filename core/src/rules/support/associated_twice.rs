use crate::change::{Change, Fix};
use crate::model::ResourceId;
use crate::rules::context::Context;
use crate::rules::support::pointer;
use std::collections::BTreeMap;

/// A route table or ACL, its VPC, and the subnets that it names.
pub(in crate::rules) type AssociationList<'a> = (&'a ResourceId, Option<&'a ResourceId>, &'a [ResourceId]);

/// Shows each subnet that is named a second time in the `subnetIds` of these tables or ACLs: the subnet, who named it
/// first, who names it again, and the fix that takes the second away. What AWS refuses anyhow, a subnet of another VPC
/// than that of the table or ACL, is left to `association-other-vpc`.
pub(in crate::rules) fn associated_twice(
    context: &Context<'_>,
    lists: &[AssociationList<'_>],
    mut show: impl FnMut(&ResourceId, &ResourceId, &ResourceId, Fix),
) {
    let mut first: BTreeMap<&ResourceId, &ResourceId> = BTreeMap::new();
    for (id, vpc, subnets) in lists {
        for (index, subnet) in subnets.iter().enumerate() {
            let home = context.network.subnets.get(subnet).and_then(|subnet| subnet.vpc.as_ref());
            if context.network.is_of_another_vpc(*vpc, home) {
                continue;
            }
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
