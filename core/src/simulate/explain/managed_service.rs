//! Managed services with interfaces in subnets: databases, caches, mount targets, container tasks, functions.

use super::{Entry, Topic};
use crate::simulate::codes;

pub(super) const TOPIC: Topic = Topic {
    id: "packet-managed-service",
    title: "Managed services in subnets",
    place: "At the service, as `deliver`: the group of its interface has admitted the packet.",
    references: &[
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VPCs.EC.html",
        "https://docs.aws.amazon.com/efs/latest/ug/accessing-fs.html",
        "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking-awsvpc.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/networking-networkmode-bridge.html",
        "https://docs.aws.amazon.com/workspaces/latest/adminguide/amazon-workspaces-ip-access-control-groups.html",
    ],
    entries: &[
        Entry::code(
            codes::LAMBDA_NO_PUBLIC_IP,
            &["R-LAM-1"],
            "The finer code of a function whose packet an internet gateway drops: AWS gives the interfaces of a function private addresses only, whatever the subnet.",
            "Put the function into a private subnet that leads to a NAT gateway, or use endpoints.",
        ),
        Entry::code(
            codes::LAMBDA_NOT_IN_VPC,
            &["R-LAM-2"],
            "The finer code of a function outside of every VPC that asks for a private address, by the name of who has it or by the address.",
            "Attach the function to subnets of the VPC.",
        ),
        Entry::code(
            codes::SOURCE_NOT_LISTED,
            &[],
            "None of the IP access control groups of a WorkSpaces directory lists the address that its gateways see: the public one behind any address translation, not the one that the user's machine has.",
            "Add the public address of the user's network to a group of the directory.",
        ),
        Entry::code(
            codes::PORT_NOT_PUBLISHED,
            &[],
            "The finer code of a port that is open inside of a container only (`EXPOSE`): no port of the instance with that number leads to it, so that the instance refuses it.",
            "Send to the port of the instance that leads to the container, or publish one.",
        ),
        Entry::code(
            codes::CONTAINER_OTHER_NETWORK,
            &[],
            "Two containers of one instance are in different networks of Docker, which keeps these apart.",
            "Put both into one network, or send to a port that the other one publishes.",
        ),
        Entry::number(
            &["R-LAM-1"],
            "A function in a VPC has private addresses only: an internet gateway has nothing to put in their place.",
            "Lead its subnet to a NAT gateway.",
        ),
        Entry::number(
            &["R-LAM-2"],
            "A function outside of every VPC sends from AWS's own network: it reaches public addresses and no private one.",
            "Attach it to subnets of the VPC that it has to reach, and give these a way to the internet if it needs that too.",
        ),
        Entry::number(
            &["R-LAM-4"],
            "Nothing connects to the interface of a function, whatever its groups admit.",
            "Invoke the function by its API, a function URL or a load balancer.",
        ),
        Entry::number(
            &["R-LAM-5"],
            "A function sends IPv6 where it asks for it and all of its subnets have IPv6 blocks.",
            "Switch IPv6 of the function on, and give its subnets IPv6.",
        ),
        Entry::number(
            &["R-LAM-6"],
            "Replies to a function come to ports 1024 to 65535, more than those of a Linux host.",
            "Admit ports 1024 to 65535 in the network ACL of its subnets.",
        ),
        Entry::number(
            &["R-LAM-7"],
            "A database, cache, mount target or container task is reached by its interface: its subnet and its groups decide, and it listens on its own port only.",
            "Send to the port of the service, and admit the group of the client in the group of the service.",
        ),
    ],
};
