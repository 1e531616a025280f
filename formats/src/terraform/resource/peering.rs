use super::common::{block, exists, name, tags};
use crate::declared::maker::Maker;
use crate::declared::own::{Own, View};
use netyard_core::model::{PeeringStatus, PeeringVpcInfo, Resource, ResourceId, VpcPeeringConnection};
use serde_json::{Value, json};

/// Reads `aws_vpc_peering_connection`.
pub(super) fn read(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let requester = PeeringVpcInfo {
        vpc_id: view.id("vpc_id"),
        peering_options: options(&view, "requester"),
        ..PeeringVpcInfo::default()
    };
    let accepter = PeeringVpcInfo {
        vpc_id: view.id("peer_vpc_id"),
        owner_id: view.text("peer_owner_id"),
        region: view.text("peer_region"),
        peering_options: options(&view, "accepter"),
        ..PeeringVpcInfo::default()
    };
    let told = view.text("accept_status");
    let is_accepted = view.flag("auto_accept").unwrap_or(false);
    let code = match told {
        Some(status) => status,
        None if is_accepted => "active".to_owned(),
        None => "pending-acceptance".to_owned(),
    };
    if code == "pending-acceptance" && !exists(own) {
        maker.note(own, "It does not accept itself: unless something here accepts it, nothing passes.");
    }
    for (key, side) in [("vpc_id", &requester), ("peer_vpc_id", &accepter)] {
        if side.vpc_id.is_none() {
            maker.note(own, &format!("Nothing tells its {key}: what passes it ends UNKNOWN."));
            maker.doubts.insert("vpcPeeringConnection");
        }
    }
    let peering = VpcPeeringConnection {
        name: Some(name(own)),
        tags: tags(own),
        requester_vpc_info: Some(requester),
        accepter_vpc_info: Some(accepter),
        status: Some(PeeringStatus { code, ..PeeringStatus::default() }).filter(|it| it.code != "active"),
        ..VpcPeeringConnection::default()
    };
    maker.insert(own, peering);
}

fn options(view: &View<'_>, key: &str) -> Option<Value> {
    let part = block(view, key)?;
    let is_on = part.flag("allow_remote_vpc_dns_resolution")?;
    is_on.then(|| json!({"allowDnsResolutionFromRemoteVpc": true}))
}

fn change(maker: &mut Maker<'_>, id: &ResourceId, change: impl FnOnce(&mut VpcPeeringConnection)) -> bool {
    maker.change(
        id,
        |resource| if let Resource::VpcPeeringConnection(it) = resource { Some(it) } else { None },
        change,
    )
}

/// Reads `aws_vpc_peering_connection_accepter` and `aws_vpc_peering_connection_options`.
pub(super) fn join(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let id = view.id("vpc_peering_connection_id");
    for key in ["vpc_id", "peer_vpc_id", "peer_owner_id", "peer_region", "accept_status"] {
        view.text(key);
    }
    let accepts = view.flag("auto_accept").unwrap_or(false);
    let told = view.text("accept_status");
    let (requester, accepter) = (options(&view, "requester"), options(&view, "accepter"));
    let joined = id.as_ref().is_some_and(|id| {
        change(maker, id, |peering| {
            if told.as_deref() == Some("active") || accepts && told.is_none() {
                peering.status = None;
            }
            for (side, options) in
                [(&mut peering.requester_vpc_info, requester), (&mut peering.accepter_vpc_info, accepter)]
            {
                if let (Some(side), Some(options)) = (side, options) {
                    side.peering_options = Some(options);
                }
            }
        })
    });
    if joined {
        maker.read(own);
    } else {
        maker.cannot_join(own, "vpc_peering_connection_id", id.as_ref(), "vpcPeeringConnection");
    }
}
