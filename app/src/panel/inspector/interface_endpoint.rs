use super::endpoint_policy::EndpointPolicy;
use super::interface_card::InterfaceCard;
use super::line::Line;
use super::read;
use super::route_table::Owner;
use super::setting::{ChoiceSetting, Setting, SwitchSetting};
use super::shown::use_shown;
use crate::ui::{Choice, Each, Section, Select, When};
use leptos::prelude::*;
use netyard_core::model::{Resource, reserved};

/// An interface endpoint: its service, its names, and its interfaces with their groups.
#[component]
pub(super) fn InterfaceEndpointInspector() -> impl IntoView {
    let shown = use_shown();
    let interfaces = Memo::new(move |_| {
        let routed = shown.desk.network();
        let node = routed.network.managed_services.get(&shown.id());
        node.map(|node| node.interfaces.iter().map(ToString::to_string).collect::<Vec<_>>())
            .unwrap_or_default()
    });
    let leads_to = Memo::new(move |_| match shown.text("/vpcEndpointType").as_str() {
        "Resource" => LeadsTo::Resource,
        "ServiceNetwork" => LeadsTo::ServiceNetwork,
        _ => LeadsTo::Service,
    });
    let has_policy = Memo::new(move |_| {
        let resource = shown.resource.get();
        resource.is_some_and(
            |resource| matches!(resource.as_ref(), Resource::VpcEndpoint(own) if own.is_of_aws()),
        )
    });
    // Only services with gateway endpoints, too, tell who asks.
    let has_gateway_kind = Memo::new(move |_| {
        let service = shown.text("/serviceName");
        service.rsplit_once('.').is_some_and(|(_, word)| reserved::service_of(word).is_some())
    });
    view! {
        <div class="section settings">
            <Line label="VPC"><Owner/></Line>
            <When holds=move || leads_to.get() == LeadsTo::Service>
                <UsualService/>
                <Setting label="Full name" path="/serviceName" read=read::text placeholder="com.amazonaws.eu-west-1.sqs"/>
            </When>
            <When holds=move || leads_to.get() == LeadsTo::Resource>
                <Setting label="Resource configuration" path="/resourceConfigurationArn" read=read::text placeholder="arn:aws:vpc-lattice:eu-west-1:…"/>
            </When>
            <When holds=move || leads_to.get() == LeadsTo::ServiceNetwork>
                <Setting label="Service network" path="/serviceNetworkArn" read=read::text placeholder="arn:aws:vpc-lattice:eu-west-1:…"/>
            </When>
            <ChoiceSetting label="State" path="/state" default="available" choices=&[
                ("available", "available"), ("pendingAcceptance", "waits to be accepted"), ("pending", "pending"),
                ("rejected", "rejected"), ("failed", "failed"), ("deleting", "deleting"), ("deleted", "deleted"),
            ]/>
            <ChoiceSetting label="Addresses" path="/ipAddressType" default="ipv4" choices=&[
                ("ipv4", "IPv4"), ("dualstack", "IPv4 and IPv6"), ("ipv6", "IPv6"),
            ]/>
            <SwitchSetting label="Private DNS names" path="/privateDnsEnabled"/>
            <When holds=move || has_gateway_kind.get()>
                <SwitchSetting label="Names for inbound resolver endpoints only" path="/dnsOptions/privateDnsOnlyForInboundResolverEndpoint"/>
            </When>
        </div>
        <Each keys=interfaces row=|id| view! { <InterfaceCard id/> }.into_any()/>
        <When holds=move || has_policy.get()>
            <EndpointPolicy/>
        </When>
        <Section title="Subnets" note="one in a zone">
            <p class="quiet-text">"Connect it to a subnet of another zone: AWS puts an interface there."</p>
        </Section>
    }
}

/// What stands behind an endpoint with addresses of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LeadsTo {
    Service,
    Resource,
    ServiceNetwork,
}

/// Services that people make endpoints for, by the words in their names.
const USUAL: [(&str, &str); 20] = [
    ("autoscaling", "Auto Scaling"),
    ("cloudformation", "CloudFormation"),
    ("logs", "CloudWatch Logs"),
    ("monitoring", "CloudWatch"),
    ("dynamodb", "DynamoDB"),
    ("ec2", "EC2"),
    ("ecr.api", "ECR, its API"),
    ("ecr.dkr", "ECR, images"),
    ("ecs", "ECS"),
    ("elasticfilesystem", "EFS, its API"),
    ("execute-api", "API Gateway"),
    ("events", "EventBridge"),
    ("kms", "KMS"),
    ("lambda", "Lambda"),
    ("s3", "S3"),
    ("secretsmanager", "Secrets Manager"),
    ("sns", "SNS"),
    ("sqs", "SQS"),
    ("sts", "STS"),
    ("ssm", "Systems Manager"),
];

/// The service, chosen from the usual ones in the Region of the VPC.
#[component]
fn UsualService() -> impl IntoView {
    let shown = use_shown();
    let value = Signal::derive(move || shown.text("/serviceName"));
    let region = Memo::new(move |_| {
        let routed = shown.desk.network();
        let vpc = routed.network.endpoints.get(&shown.id()).and_then(|node| node.vpc.clone());
        let region = vpc.and_then(|vpc| routed.network.vpcs.get(&vpc)?.region.clone());
        region.unwrap_or_else(|| "eu-west-1".to_owned())
    });
    let choices = Signal::derive(move || {
        let (current, region) = (value.get(), region.get());
        let mut choices: Vec<Choice> = USUAL
            .iter()
            .map(|(word, label)| Choice::new(format!("com.amazonaws.{region}.{word}"), *label))
            .collect();
        if choices.iter().all(|choice| choice.value != current) {
            choices.push(Choice::new(current, "another one"));
        }
        choices
    });
    view! {
        <div class="field">
            <label class="field-label" for="interface-endpoint-service">"Service"</label>
            <Select label="Service" id="interface-endpoint-service" value choices on_choose=move |to: String| shown.set_or_say("the service", "/serviceName", to)/>
        </div>
    }
}
