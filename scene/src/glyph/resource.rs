//! The glyphs of what can be drawn: a 24 unit grid, stroke 1.5, round caps and joins.
//!
//! A family shares one motif (a line with a gap is a gateway, a drum is a database) and one feature tells the
//! member. No letters, digits or brand shapes, and no state: that is told by badges and line styles.

use super::Glyph;

/// Every resource glyph, in the order of the families.
pub const RESOURCE_GLYPHS: &[Glyph] = &[
    Glyph {
        id: "igw",
        name: "Internet gateway",
        strokes: "M2 12h5.5M16.5 12H22M12 3.5v17M9 6.5l3-3 3 3M9 17.5l3 3 3-3",
        fills: "",
    },
    Glyph {
        id: "eigw",
        name: "Egress-only internet gateway",
        strokes: "M2 12h5.5M16.5 12H22M12 16V3.5M9 6.5l3-3 3 3M8 20.5h8",
        fills: "",
    },
    Glyph {
        id: "nat",
        name: "NAT gateway",
        strokes: "M2 12h4M18 12h4M9 18v-3.2l6-5.6V4M12 7l3-3 3 3M7.4 20a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0 -3.2 0",
        fills: "",
    },
    Glyph {
        id: "rnat",
        name: "Regional NAT gateway",
        strokes: "M2 12h3M19 12h3M7.5 18.5v-3.7l6-5.6V4M10.5 7l3-3 3 3M13 18.5v-3l3.5-3.2",
        fills: "M6.2 20a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0 -2.6 0M11.7 20a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0 -2.6 0",
    },
    Glyph {
        id: "vgw",
        name: "Virtual private gateway",
        strokes: "M2 12h5.5M16.5 12H22M12 10.3v3.4M7.5 12a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0",
        fills: "",
    },
    Glyph {
        id: "cgw",
        name: "Customer gateway",
        strokes: "M2 8.5h5.5M16.5 8.5H22M12 13V3.5M9.5 6 12 3.5 14.5 6M5.5 20.5v-3.8L12 13l6.5 3.7v3.8z",
        fills: "",
    },
    Glyph {
        id: "tgw",
        name: "Transit gateway",
        strokes: "M8.4 12a3.6 3.6 0 1 0 7.2 0a3.6 3.6 0 1 0 -7.2 0M12 8.4V3.5M12 15.6v4.9M8.4 12H3.5M15.6 12h4.9M9.8 3.5h4.4M9.8 20.5h4.4M3.5 9.8v4.4M20.5 9.8v4.4",
        fills: "",
    },
    Glyph {
        id: "tgwa",
        name: "Transit gateway attachment",
        strokes: "M2.5 12h7M9.5 8.5v7M12 12a4 4 0 1 0 8 0a4 4 0 1 0 -8 0M20 12h1.5",
        fills: "",
    },
    Glyph {
        id: "vpn",
        name: "Site-to-Site VPN connection",
        strokes: "M6 7.5h12.5c1.7 0 3 2 3 4.5s-1.3 4.5-3 4.5H6M6 7.5c1.5 0 2.7 2 2.7 4.5S7.5 16.5 6 16.5 3.3 14.5 3.3 12 4.5 7.5 6 7.5zM12 12h1.5M16.5 12H18",
        fills: "",
    },
    Glyph {
        id: "pcx",
        name: "VPC peering",
        strokes: "M4 7.5h3.5a1.5 1.5 0 0 1 1.5 1.5v6a1.5 1.5 0 0 1 -1.5 1.5h-3.5a1.5 1.5 0 0 1 -1.5 -1.5v-6a1.5 1.5 0 0 1 1.5 -1.5zM16.5 7.5h3.5a1.5 1.5 0 0 1 1.5 1.5v6a1.5 1.5 0 0 1 -1.5 1.5h-3.5a1.5 1.5 0 0 1 -1.5 -1.5v-6a1.5 1.5 0 0 1 1.5 -1.5zM9 10.7h6M9 13.3h6",
        fills: "",
    },
    Glyph {
        id: "tgwrtb",
        name: "Transit gateway route table",
        strokes: "M5 4.5h14a1.5 1.5 0 0 1 1.5 1.5v12a1.5 1.5 0 0 1 -1.5 1.5h-14a1.5 1.5 0 0 1 -1.5 -1.5v-12a1.5 1.5 0 0 1 1.5 -1.5zM3.5 9.5h17M9.5 9.5v10M13 14.5a2 2 0 1 0 4 0a2 2 0 1 0 -4 0",
        fills: "",
    },
    Glyph {
        id: "rtb",
        name: "Route table",
        strokes: "M5 4.5h14a1.5 1.5 0 0 1 1.5 1.5v12a1.5 1.5 0 0 1 -1.5 1.5h-14a1.5 1.5 0 0 1 -1.5 -1.5v-12a1.5 1.5 0 0 1 1.5 -1.5zM3.5 9.5h17M9.5 9.5v10M12.5 14.5h5M15.5 12.5l2 2-2 2",
        fills: "",
    },
    Glyph {
        id: "eni",
        name: "Network interface",
        strokes: "M5.5 4.5h13a1.5 1.5 0 0 1 1.5 1.5v12a1.5 1.5 0 0 1 -1.5 1.5h-13a1.5 1.5 0 0 1 -1.5 -1.5v-12a1.5 1.5 0 0 1 1.5 -1.5zM8 19.5v-4h2v-3.5h4v3.5h2v4",
        fills: "",
    },
    Glyph {
        id: "eip",
        name: "Elastic IP address",
        strokes: "M4 12.5 12.5 4H20v7.5L11.5 20z",
        fills: "M14.7 8a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0 -2.6 0",
    },
    Glyph {
        id: "pl",
        name: "Prefix list",
        strokes: "M7.5 4H4v16h3.5M16.5 4H20v16h-3.5M8.5 8.5h7M8.5 12h7M8.5 15.5h4",
        fills: "",
    },
    Glyph {
        id: "vpc",
        name: "VPC",
        strokes: "M6 3.5h12a3 3 0 0 1 3 3v11a3 3 0 0 1 -3 3h-12a3 3 0 0 1 -3 -3v-11a3 3 0 0 1 3 -3zM7.5 8.5h2.5a1 1 0 0 1 1 1v6a1 1 0 0 1 -1 1h-2.5a1 1 0 0 1 -1 -1v-6a1 1 0 0 1 1 -1zM14 8.5h2.5a1 1 0 0 1 1 1v6a1 1 0 0 1 -1 1h-2.5a1 1 0 0 1 -1 -1v-6a1 1 0 0 1 1 -1z",
        fills: "",
    },
    Glyph {
        id: "subnet",
        name: "Subnet",
        strokes: "M5.5 5h13a2 2 0 0 1 2 2v10a2 2 0 0 1 -2 2h-13a2 2 0 0 1 -2 -2v-10a2 2 0 0 1 2 -2zM3.5 14h17",
        fills: "M6.2 16.5a.9 .9 0 1 0 1.8 0a.9 .9 0 1 0 -1.8 0M9.6 16.5a.9 .9 0 1 0 1.8 0a.9 .9 0 1 0 -1.8 0M13 16.5a.9 .9 0 1 0 1.8 0a.9 .9 0 1 0 -1.8 0",
    },
    Glyph {
        id: "az",
        name: "Availability Zone",
        strokes: "M3.5 8V5.5a2 2 0 0 1 2-2H8M11 3.5h2M16 3.5h2.5a2 2 0 0 1 2 2V8M20.5 11v2M20.5 16v2.5a2 2 0 0 1-2 2H16M13 20.5h-2M8 20.5H5.5a2 2 0 0 1-2-2V16M3.5 13v-2M10 8.5h4a1.5 1.5 0 0 1 1.5 1.5v4a1.5 1.5 0 0 1 -1.5 1.5h-4a1.5 1.5 0 0 1 -1.5 -1.5v-4a1.5 1.5 0 0 1 1.5 -1.5z",
        fills: "",
    },
    Glyph {
        id: "region",
        name: "Region",
        strokes: "M9.4 10a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0 -5.2 0M12 21c-4.5-4.7-6.8-8.2-6.8-11a6.8 6.8 0 0 1 13.6 0c0 2.8-2.3 6.3-6.8 11z",
        fills: "",
    },
    Glyph {
        id: "vpceg",
        name: "Gateway endpoint",
        strokes: "M2 16h5.5M16.5 16H22M12 21v-9.5M9.5 14l2.5-2.5 2.5 2.5M8.5 3.5h7v5h-7z",
        fills: "",
    },
    Glyph {
        id: "ec2",
        name: "Instance",
        strokes: "M6.2 4.5h11.6a2.2 2.2 0 0 1 2.2 2.2v10.6a2.2 2.2 0 0 1 -2.2 2.2h-11.6a2.2 2.2 0 0 1 -2.2 -2.2v-10.6a2.2 2.2 0 0 1 2.2 -2.2zM4 14h16M7 16.8h4",
        fills: "M15.9 16.8a1 1 0 1 0 2 0a1 1 0 1 0 -2 0",
    },
    Glyph {
        id: "task",
        name: "Container task",
        strokes: "M4.5 6.5h15a1.5 1.5 0 0 1 1.5 1.5v8a1.5 1.5 0 0 1 -1.5 1.5h-15a1.5 1.5 0 0 1 -1.5 -1.5v-8a1.5 1.5 0 0 1 1.5 -1.5zM7.5 9.8v4.4M12 9.8v4.4M16.5 9.8v4.4",
        fills: "",
    },
    Glyph {
        id: "fn",
        name: "Function",
        strokes: "M8.5 4H7.5a2 2 0 0 0-2 2v3.7L3 12l2.5 2.3V18a2 2 0 0 0 2 2h1M15.5 4h1a2 2 0 0 1 2 2v3.7L21 12l-2.5 2.3V18a2 2 0 0 1-2 2h-1",
        fills: "M10.3 9v6l5-3z",
    },
    Glyph {
        id: "rds",
        name: "Relational database",
        strokes: "M5 6c0-1.7 3.1-3 7-3s7 1.3 7 3-3.1 3-7 3-7-1.3-7-3zM5 6v12c0 1.7 3.1 3 7 3s7-1.3 7-3V6M5 12c0 1.7 3.1 3 7 3s7-1.3 7-3",
        fills: "",
    },
    Glyph {
        id: "stby",
        name: "Standby replica",
        strokes: "M5 6c0-1.7 3.1-3 7-3s7 1.3 7 3-3.1 3-7 3-7-1.3-7-3zM5 8.5v2.5M5 14v2.5M19 8.5v2.5M19 14v2.5M6 19.3c1 .8 2.8 1.4 4.5 1.6M18 19.3c-1 .8-2.8 1.4-4.5 1.6",
        fills: "",
    },
    Glyph {
        id: "cache",
        name: "In-memory cache",
        strokes: "M5 6c0-1.7 3.1-3 7-3s7 1.3 7 3-3.1 3-7 3-7-1.3-7-3zM5 6v12c0 1.7 3.1 3 7 3s7-1.3 7-3V6M12.8 11.5 10 15h4l-2.8 3.5",
        fills: "",
    },
    Glyph {
        id: "efs",
        name: "File system",
        strokes: "M3 7.5A1.5 1.5 0 0 1 4.5 6H9l2 2.5h8.5A1.5 1.5 0 0 1 21 10v8a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 18zM12 11.5v2.5M8 16.5V14h8v2.5",
        fills: "",
    },
    Glyph {
        id: "s3",
        name: "Object storage",
        strokes: "M3 11.5v6.5a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2v-6.5M10 6.5h4.5V11H10zM4 8.7a2 2 0 1 0 4 0a2 2 0 1 0 -4 0M18.3 6.3l2.4 4.7h-4.8z",
        fills: "",
    },
    Glyph {
        id: "ddb",
        name: "Key-value table",
        strokes: "M5 6c0-1.7 3.1-3 7-3s7 1.3 7 3-3.1 3-7 3-7-1.3-7-3zM5 6v12c0 1.7 3.1 3 7 3s7-1.3 7-3V6M8.5 13h2M13 13h2.5M8.5 17h2M13 17h2.5",
        fills: "",
    },
    Glyph {
        id: "sg",
        name: "Security group",
        strokes: "M8.7 4.2A8.5 8.5 0 0 1 15.3 4.2M18.6 6.7A8.5 8.5 0 0 1 20.5 11.7M19.8 15.5A8.5 8.5 0 0 1 16 19.5M12 20.5A8.5 8.5 0 0 1 7 19M4.4 15.8A8.5 8.5 0 0 1 3.6 10.5M4.5 7.9A8.5 8.5 0 0 1 5.7 6.3M10 8.8h4a1.2 1.2 0 0 1 1.2 1.2v4a1.2 1.2 0 0 1 -1.2 1.2h-4a1.2 1.2 0 0 1 -1.2 -1.2v-4a1.2 1.2 0 0 1 1.2 -1.2z",
        fills: "",
    },
    Glyph {
        id: "nacl",
        name: "Network ACL",
        strokes: "M3.5 6 5.2 7.7 8.5 4.3M3.5 12.5l1.7 1.7 3.3-3.4M4 17.5l4 4M8 17.5l-4 4M12 6h8.5M12 12.5h8.5M12 19.5h8.5",
        fills: "",
    },
    Glyph {
        id: "bpa",
        name: "VPC Block Public Access",
        strokes: "M4 20.5V7.5M2.5 20.5h3M4 10h17v4.5H4M9.5 10l-3 4.5M15 10l-3 4.5M20.5 10l-3 4.5",
        fills: "",
    },
    Glyph {
        id: "bpax",
        name: "Block Public Access exclusion",
        strokes: "M4 20.5V8.5M2.5 20.5h3M4 11.5 18 3.5l2 3.6L4 16M13.5 20.5v-6M11 17l2.5-2.5L16 17",
        fills: "",
    },
    Glyph {
        id: "flog",
        name: "Flow log",
        strokes: "M3 6.5h15M15 3.5l3 3-3 3M5 11v9.5h14V11M8.5 14h7M8.5 17.2h4.5",
        fills: "",
    },
    Glyph {
        id: "acct",
        name: "Account",
        strokes: "M4.5 5.5h15a1.5 1.5 0 0 1 1.5 1.5v10a1.5 1.5 0 0 1 -1.5 1.5h-15a1.5 1.5 0 0 1 -1.5 -1.5v-10a1.5 1.5 0 0 1 1.5 -1.5zM6.7 10.4a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0 -3.6 0M5.7 15.6c.3-1.5 1.3-2.3 2.8-2.3s2.5.8 2.8 2.3M14 9.5h4M14 12.5h4",
        fills: "",
    },
    Glyph {
        id: "share",
        name: "Resource share",
        strokes: "M3.5 12a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0 -5.2 0M15.3 5.5a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0 -5.2 0M15.3 18.5a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0 -5.2 0M8.4 10.7 15.6 6.8M8.4 13.3 15.6 17.2",
        fills: "",
    },
    Glyph {
        id: "net",
        name: "Internet",
        strokes: "M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0M3 12h18M12 3c2.7 2.5 4 5.5 4 9s-1.3 6.5-4 9c-2.7-2.5-4-5.5-4-9s1.3-6.5 4-9z",
        fills: "",
    },
    Glyph {
        id: "site",
        name: "On-premises site",
        strokes: "M2 20.5h20M4.5 20.5V4H14v16.5M14 10h5.5v10.5M7.5 8h3.5M7.5 12h3.5M7.5 16h3.5",
        fills: "",
    },
    Glyph {
        id: "srv",
        name: "On-premises host",
        strokes: "M5 4.5h14a1.5 1.5 0 0 1 1.5 1.5v3a1.5 1.5 0 0 1 -1.5 1.5h-14a1.5 1.5 0 0 1 -1.5 -1.5v-3a1.5 1.5 0 0 1 1.5 -1.5zM5 13.5h14a1.5 1.5 0 0 1 1.5 1.5v3a1.5 1.5 0 0 1 -1.5 1.5h-14a1.5 1.5 0 0 1 -1.5 -1.5v-3a1.5 1.5 0 0 1 1.5 -1.5zM12 7.5h5M12 16.5h5",
        fills: "M6.2 7.5a1 1 0 1 0 2 0a1 1 0 1 0 -2 0M6.2 16.5a1 1 0 1 0 2 0a1 1 0 1 0 -2 0",
    },
    Glyph {
        id: "pkt",
        name: "Test packet",
        strokes: "M5 6.5h14a2 2 0 0 1 2 2v7a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2v-7a2 2 0 0 1 2 -2zM8.5 6.5v11M12 12h5.5M15.5 10l2 2-2 2",
        fills: "",
    },
    Glyph {
        id: "exp",
        name: "Expectation",
        strokes: "M6.5 4h11a2 2 0 0 1 2 2v12.5a2 2 0 0 1 -2 2h-11a2 2 0 0 1 -2 -2v-12.5a2 2 0 0 1 2 -2zM9 4V2.5h6V4M8.5 12.5l2.5 2.5 4.5-5",
        fills: "",
    },
    Glyph { id: "flt", name: "Fault", strokes: "M12.8 2.5 6 13h5l-1.8 8.5L18 10.5h-5.5z", fills: "" },
    Glyph {
        id: "note",
        name: "Note",
        strokes: "M4 4.5h16v10L14.5 20H4zM14.5 20v-5.5H20M7.5 9h9M7.5 12.5h5",
        fills: "",
    },
    Glyph {
        id: "other",
        name: "Unknown resource",
        strokes: "M4 9V6a2 2 0 0 1 2-2h3M15 4h3a2 2 0 0 1 2 2v3M20 15v3a2 2 0 0 1-2 2h-3M9 20H6a2 2 0 0 1-2-2v-3",
        fills: "M7 12a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0 -2.6 0M10.7 12a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0 -2.6 0M14.4 12a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0 -2.6 0",
    },
];
