use super::Network;
use petgraph::algo::has_path_connecting;

impl Network {
    /// Whether anything at all joins two VPCs, directly or over others, whatever its state (R-FLOW-13).
    ///
    /// Takes time in the number of VPCs, peering connections and attachments.
    pub fn has_connection(&self, one: &str, other: &str) -> bool {
        match (self.graph_nodes.get(one), self.graph_nodes.get(other)) {
            (Some(one), Some(other)) => has_path_connecting(&self.graph, *one, *other, None),
            _ => false,
        }
    }
}
