//! What fails together.

pub(super) mod efs_az_without_mount_target;
pub(super) mod nat_shared_across_az;
pub(super) mod nat_single_point_of_failure;
pub(super) mod tgw_connect_peer_session_down;
pub(super) mod vpn_tunnel_down;
