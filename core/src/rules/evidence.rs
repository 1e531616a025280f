/// What the rule book holds without having read it on a page of AWS: the number, and which part of it.
const UNCONFIRMED: &[(&str, &str)] = &[
    ("R-ALB-11", "what it answers without a healthy target"),
    ("R-ALB-12", "that it takes no echo"),
    ("R-ALB-4", "the wording"),
    ("R-ENI-3", "the error of the API"),
    ("R-ENI-5", "the error of the API"),
    ("R-GWE-3", "the error of the API"),
    ("R-MTU-3", "that security groups are asked for the message"),
    ("R-IFE-11", "the error of the API"),
    ("R-IP-4", "the smallest sizes"),
    ("R-IP-6", "the details of what a pool refuses"),
    ("R-IP-7", "that AWS says so"),
    ("R-NATI-1", "port forwarding and the use as a bastion"),
    ("R-NFW-6", "the order of the actions that drop, reject and report"),
    ("R-NFW-8", "that hosts there are not inspected"),
    ("R-NLB-16", "that it sends to all where none is healthy"),
    ("R-PEER-3", "that AWS refuses it"),
    ("R-RNAT-7", "whether AWS refuses to make it"),
    ("R-RT-14", "that a packet does not fall back to a wider route"),
    ("R-RT-21", "the error of the API"),
    ("R-RT-23", "the error of the API"),
    ("R-RT-27", "the prefix of NAT64, 64:ff9b::/96"),
    ("R-RT-31", "the error of the API"),
    ("R-RT-36", "the rank of a route that a route server announces"),
    ("R-SG-6", "the metadata service, DHCP and the time service"),
    ("R-SUB-4", "the words in which AWS says it"),
    ("R-TGW-2", "the error of the API"),
    ("R-TGW-3", "the error of the API"),
    ("R-TGW-12", "the words in which AWS says it"),
    ("R-TGW-31", "that a chain needs no more than this"),
    ("R-TGW-43", "that groups and ACLs of the VPC see the tunnel only, and what an appliance does with it"),
    ("R-VAL-13", "the second of the two errors of the API"),
    ("R-VAL-17", "the error about groups of an interface"),
    ("R-VAL-19", "the errors of the API"),
    ("R-VAL-23", "the error of the API"),
    ("R-VAL-24", "some of the errors of the API"),
    ("R-VAL-27", "the errors of the API"),
    ("R-VAL-28", "the errors of the API"),
    ("R-VAL-39", "the errors of the API"),
    ("R-VAL-40", "the error of the API"),
    ("R-VGW-6", "that sites with one AS number do not reach each other"),
    ("R-VPC-22", "that every kind of zone of the Region will do"),
];

/// Which of these numbers of the rule book are unconfirmed, and in which part: nobody has read it on a page of AWS.
pub fn unconfirmed(book: &[&str]) -> Vec<(&'static str, &'static str)> {
    UNCONFIRMED.iter().filter(|(number, _)| book.contains(number)).copied().collect()
}

/// A number of the rule book that no finding, no packet and no refused act can show, with the reason and AWS's page.
#[derive(Clone, Copy, Debug)]
pub struct Exception {
    /// The number.
    pub number: &'static str,
    /// What it says.
    pub title: &'static str,
    /// Why a drawing cannot show it.
    pub reason: &'static str,
    /// AWS's page.
    pub reference: &'static str,
}

/// Numbers of the rule book that a drawing cannot show.
pub const EXCEPTIONS: &[Exception] = &[
    Exception {
        number: "R-VPC-15",
        title: "A new block of a VPC overlaps another VPC of the same Direct Connect gateway",
        reason: "Drawings hold no Direct Connect gateways yet.",
        reference: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html",
    },
    Exception {
        number: "R-VAL-38",
        title: "What Cloud WAN refuses to attach",
        reason: "Drawings hold no core networks yet.",
        reference: "https://docs.aws.amazon.com/networkmanager/latest/APIReference/API_CreateVpcAttachment.html",
    },
    Exception {
        number: "R-VAL-21",
        title: "A peering request is accepted in the wrong Region or account (`OperationNotPermitted`)",
        reason: "Who accepts, and from where, is no part of a drawing: it holds the state of the connection only.",
        reference: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AcceptVpcPeeringConnection.html",
    },
];
