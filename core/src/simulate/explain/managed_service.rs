//! Managed services with interfaces in subnets: databases, caches, mount targets, container tasks.

use super::{Entry, Topic};

pub(super) const TOPIC: Topic = Topic {
    id: "packet-managed-service",
    title: "Managed services in subnets",
    place: "At the service, as `deliver`: the group of its interface has admitted the packet.",
    references: &[
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VPCs.EC.html",
        "https://docs.aws.amazon.com/efs/latest/ug/accessing-fs.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking-awsvpc.html",
    ],
    entries: &[Entry::number(
        &["R-LAM-7"],
        "A database, cache, mount target or container task is reached by its interface: its subnet and its groups decide, and it listens on its own port only.",
        "Send to the port of the service, and admit the group of the client in the group of the service.",
    )],
};
