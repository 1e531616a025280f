//! What load balancers and target groups lose when something behind them goes: AWS takes a target out of its groups.

use std::collections::BTreeSet;

use netyard_core::model::{LoadBalancer, ResourceId, TargetGroup};

use crate::draft::Draft;

/// A group loses the targets that go.
pub(super) fn leave_targets(
    draft: &mut Draft<'_>,
    id: &ResourceId,
    group: &TargetGroup,
    doomed: &BTreeSet<ResourceId>,
) {
    for (row, target) in &group.targets {
        if target.id.as_ref().is_some_and(|id| doomed.contains(id)) {
            draft.unset(id, &format!("/targets/{row}"));
        }
    }
    if group.vpc_id.as_ref().is_some_and(|vpc| doomed.contains(vpc)) {
        draft.unset(id, "/vpcId");
    }
}

/// A load balancer loses its instances, and forwards to no group that goes.
pub(super) fn leave_balancer(
    draft: &mut Draft<'_>,
    id: &ResourceId,
    balancer: &LoadBalancer,
    doomed: &BTreeSet<ResourceId>,
) {
    for (row, instance) in &balancer.instances {
        if instance.instance_id.as_ref().is_some_and(|id| doomed.contains(id)) {
            draft.unset(id, &format!("/instances/{row}"));
        }
    }
    if balancer.vpc_id.as_ref().is_some_and(|vpc| doomed.contains(vpc)) {
        draft.unset(id, "/vpcId");
    }
    leave_groups(draft, id, balancer, |group| doomed.contains(group));
}

/// No action of the load balancer forwards to these groups any more. One that forwards to nothing else goes.
pub(crate) fn leave_groups(
    draft: &mut Draft<'_>,
    id: &ResourceId,
    balancer: &LoadBalancer,
    goes: impl Fn(&ResourceId) -> bool,
) {
    for (listener, content) in &balancer.listeners {
        for (path, action) in content.actions() {
            let goes = |group: Option<&ResourceId>| group.is_some_and(&goes);
            let rows: Vec<_> = action
                .target_groups
                .iter()
                .filter(|(_, tuple)| goes(tuple.target_group_arn.as_ref()))
                .map(|(row, _)| row)
                .collect();
            let loses_own = goes(action.target_group_arn.as_ref());
            if rows.is_empty() && !loses_own {
                continue;
            }
            let path = format!("/listeners/{listener}/{path}");
            let keeps_rows = rows.len() < action.target_groups.len();
            let keeps_own = action.target_group_arn.is_some() && !loses_own;
            if !keeps_rows && !keeps_own {
                draft.unset(id, &path);
                continue;
            }
            for row in rows {
                draft.unset(id, &format!("{path}/targetGroups/{row}"));
            }
            if loses_own {
                draft.unset(id, &format!("{path}/targetGroupArn"));
            }
        }
    }
}
