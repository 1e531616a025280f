use super::defaults::{
    interface_service, is_interface_service, is_service_available, is_true, service_available, yes,
};
use super::record::Record;
use super::{Extra, ResourceId, Tags};

/// An endpoint service: what somebody offers to endpoints of other VPCs behind a load balancer (R-EPS-1). Endpoints name it
/// by its service name, which ends in its id.
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct VpcEndpointService {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The account that owns it; where absent, the one that owns its load balancer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<String>,
    /// The name by which endpoints know it; where absent, any that ends in its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_name: Option<String>,
    /// `Interface` or `GatewayLoadBalancer`.
    #[serde(default = "interface_service", skip_serializing_if = "is_interface_service")]
    pub service_type: String,
    /// The Network Load Balancers in front of what it offers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub network_load_balancer_arns: Vec<ResourceId>,
    /// The Gateway Load Balancers in front of its appliances.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gateway_load_balancer_arns: Vec<ResourceId>,
    /// Its zones, where its load balancers are not in the drawing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub availability_zones: Vec<String>,
    /// Whether somebody has to accept each endpoint (R-EPS-3).
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub acceptance_required: bool,
    /// Who may make endpoints for it: ARNs of principals, or `*`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allowed_principals: Vec<String>,
    /// The name that endpoints may use inside of their VPC (R-EPS-8).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub private_dns_name: Option<String>,
    /// Whether AWS has seen that the domain of that name is its owner's: `verified` where absent, `pendingVerification` or
    /// `failed`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub private_dns_name_verification_state: Option<String>,
    /// Further Regions from which it is used.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub supported_regions: Vec<String>,
    /// `Pending`, `Available`, `Deleting`, `Deleted` or `Failed`.
    #[serde(default = "service_available", skip_serializing_if = "is_service_available")]
    pub service_state: String,
    /// Parts of which an importer saw nothing (`allowedPrincipals`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for VpcEndpointService {
    fn default() -> Self {
        Self {
            name: None,
            tags: Tags::new(),
            owner_id: None,
            service_name: None,
            service_type: interface_service(),
            network_load_balancer_arns: Vec::new(),
            gateway_load_balancer_arns: Vec::new(),
            availability_zones: Vec::new(),
            acceptance_required: true,
            allowed_principals: Vec::new(),
            private_dns_name: None,
            private_dns_name_verification_state: None,
            supported_regions: Vec::new(),
            service_state: service_available(),
            unknown: Vec::new(),
            extra: Extra::new(),
        }
    }
}

impl VpcEndpointService {
    /// The name that endpoints may use inside of their VPC: one whose domain is verified (R-EPS-8).
    pub fn verified_name(&self) -> Option<&str> {
        let state = self.private_dns_name_verification_state.as_deref();
        self.private_dns_name.as_deref().filter(|_| state.is_none_or(|state| state == "verified"))
    }

    /// The load balancers in front of what it offers.
    pub fn load_balancers(&self) -> &[ResourceId] {
        match self.service_type.as_str() {
            "GatewayLoadBalancer" => &self.gateway_load_balancer_arns,
            _ => &self.network_load_balancer_arns,
        }
    }

    /// Whether it lets principals of an account make endpoints; `None` where nobody knows. Its own account may always.
    pub fn allows(&self, account: &str) -> Option<bool> {
        let is_of_account = |principal: &String| {
            principal == "*" || principal == account || principal.split(':').nth(4) == Some(account)
        };
        if self.allowed_principals.iter().any(is_of_account) {
            return Some(true);
        }
        (!self.unknown.iter().any(|part| part == "allowedPrincipals")).then_some(false)
    }

    /// Whether this is the name by which endpoints know the service with this id.
    pub fn is_called(&self, id: &ResourceId, service_name: &str) -> bool {
        match &self.service_name {
            Some(own) => own == service_name,
            None => service_name.rsplit('.').next() == Some(id.as_str()),
        }
    }
}
