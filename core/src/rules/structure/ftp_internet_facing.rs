//! A transfer server speaks what AWS does not offer on its endpoint.

use crate::message::say;
use crate::model::{Resource, ResourceId};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use std::net::IpAddr;

rule! {
    /// # What it checks
    /// A transfer server speaks FTP and has a public address, or it speaks FTP, FTPS or AS2 and has no endpoint of the type
    /// `VPC`.
    ///
    /// # Why it matters
    /// FTP sends passwords and files in clear: AWS offers it inside of VPCs only and gives such a server no Elastic IP address.
    /// Of the other types of endpoints each speaks SFTP only. AWS refuses the server.
    ///
    /// # How to fix
    /// Speak SFTP or FTPS to the internet, and FTP, if it must be, on a server of its own inside. There is no automatic fix:
    /// clients have to change, too.
    ///
    /// # Limits
    /// Certificates and identity providers, which FTPS and FTP ask for, are not in the drawing.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/transfer/latest/APIReference/API_CreateServer.html>
    /// - <https://repost.aws/knowledge-center/aws-sftp-endpoint-type>
    RuleInfo {
        id: "ftp-internet-facing",
        title: "A file transfer protocol that the endpoint does not offer",
        group: Group::Structure,
        book: &[],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::TransferServer(server) = resource.as_ref() else { continue };
        let others: Vec<&str> =
            ["FTP", "FTPS", "AS2"].into_iter().filter(|word| server.speaks(word)).collect();
        let name = context.name(id);
        if server.endpoint_type != "VPC" && !others.is_empty() {
            let message = say!(
                "ftp-internet-facing.type",
                "{server} speaks {protocols} on an endpoint of the type {kind}, where AWS offers SFTP only.",
                server = name,
                protocols = others.join(", "),
                kind = server.endpoint_type
            );
            let help = say!(
                "ftp-internet-facing.type.help",
                "Give {server} an endpoint of the type VPC, or let it speak SFTP only.",
                server = name
            );
            report.push(Found::new([id], message, help));
            continue;
        }
        let Some((interface, address)) = public_address(context, id).filter(|_| server.speaks("FTP")) else {
            continue;
        };
        let message = say!(
            "ftp-internet-facing",
            "{server} speaks FTP, which sends passwords in clear, and has the public address {address}: AWS gives such a server none.",
            server = name,
            address = address
        );
        let help = say!(
            "ftp-internet-facing.help",
            "Take the public address away, or let {server} speak SFTP or FTPS instead of FTP.",
            server = name
        );
        report.push(Found::new([id, interface], message, help));
    }
}

/// The first public address of a service, with its interface.
fn public_address<'a>(context: &Context<'a>, service: &ResourceId) -> Option<(&'a ResourceId, IpAddr)> {
    let interfaces = &context.network.managed_services.get(service)?.interfaces;
    interfaces.iter().find_map(|id| {
        let node = context.network.interfaces.get(id)?;
        node.addresses.iter().find_map(|entry| entry.public).map(|address| (&node.id, address))
    })
}
