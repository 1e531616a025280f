//! Sizes of what is drawn, in drawing units.

/// Usual width of a card.
pub const CARD_WIDTH: i32 = 174;
/// Least width of a card.
pub const CARD_WIDTH_LEAST: i32 = 120;
/// Width up to which a card grows for its address.
pub const CARD_WIDTH_MOST: i32 = 200;
/// Cards grow in steps of this.
pub const CARD_WIDTH_STEP: i32 = 4;
/// Height of a card.
pub const CARD_HEIGHT: i32 = 42;
/// Corner of a card.
pub const CARD_RADIUS: i32 = 9;
/// Space between two cards.
pub const CARD_GAP: i32 = 8;
/// Side of the square under the glyph of a card.
pub const CARD_TILE: i32 = 30;
/// Space between the sides of a card and its glyph square.
pub const CARD_TILE_INSET: i32 = 6;
/// Side of a glyph in a card.
pub const CARD_GLYPH: i32 = 20;
/// Where the text of a card begins.
pub const CARD_TEXT_LEFT: i32 = 44;
/// Space kept free at the right of a card's text.
pub const CARD_TEXT_RIGHT: i32 = 10;
/// Room at the right of a card that holds a globe, a mark of flow logs, or one over the other.
pub const CARD_SIGN_ROOM: i32 = 24;
/// Side of such a sign.
pub const CARD_SIGN: i32 = 14;
/// Room that a sign between glyph and name takes in a header.
pub const HEADER_SIGN_ROOM: i32 = 18;

/// Side of the tile that stands for a card from far away: cards stand 50 apart.
pub const FAR_TILE: i32 = 46;
/// The same where nothing stands close: gateways, services, the internet.
pub const FAR_TILE_FREE: i32 = 56;

/// Side of a tile on a border.
pub const BORDER_TILE: i32 = 36;
/// Corner of a border tile.
pub const BORDER_TILE_RADIUS: i32 = 12;
/// Side of a glyph in a border tile.
pub const BORDER_TILE_GLYPH: i32 = 22;
/// Least distance between the middles of two tiles on one side.
pub const BORDER_TILE_STEP: i32 = 52;

/// Header strip of a VPC or site.
pub const VPC_HEADER: i32 = 28;
/// Header strip of a subnet.
pub const SUBNET_HEADER: i32 = 24;
/// Padding inside a VPC, a Region or a site.
pub const VPC_PADDING: i32 = 12;
/// Padding inside a zone or a subnet.
pub const PADDING: i32 = 10;
/// Corner of a VPC.
pub const VPC_RADIUS: i32 = 12;
/// Corner of an on-premises site.
pub const SITE_RADIUS: i32 = 6;
/// Space between the header of a site and what is inside.
pub const SITE_TOP: i32 = 10;
/// Space between the sites and the cloud: room for the lines of VPN connections and what they say.
pub const SITE_GAP: i32 = 120;
/// Space between two sites.
pub const SITE_STEP: i32 = 40;
/// Space between a transit gateway and the VPCs that it joins: lanes for their lines.
pub const HUB_GAP: i32 = 56;
/// Space between a VPC and what stands below it and decides about names: a lane for its lines.
pub const NAME_LANE: i32 = 40;
/// Space between two of these, across and down: their lines run between them.
pub const NAME_GAP: (i32, i32) = (24, 28);
/// Width and height of a folded VPC, site or Region, at least: name and content are read at a zoom of 35 %.
pub const FOLDED: (i32, i32) = (264, 96);
/// Space between folded VPCs.
pub const FOLDED_GAP: i32 = 44;
/// Corner of a zone.
pub const ZONE_RADIUS: i32 = 10;
/// Corner of a subnet.
pub const SUBNET_RADIUS: i32 = 8;
/// Corner of an account.
pub const ACCOUNT_RADIUS: i32 = 16;
/// Corner of a Region.
pub const REGION_RADIUS: i32 = 14;
/// Bar on top of a public subnet.
pub const PUBLIC_BAR: i32 = 3;

/// Lane between the header of a VPC and its zones, where edges turn to the gateways.
pub const GATEWAY_LANE: i32 = 26;
/// Space above the first subnet of a zone, for the name on the zone's border.
pub const ZONE_TOP: i32 = 18;
/// Space below the last subnet of a zone.
pub const ZONE_BOTTOM: i32 = 14;
/// Space between two subnets of a zone.
pub const SUBNET_GAP: i32 = 16;
/// Space between the header of a subnet and its first card.
pub const SUBNET_TOP: i32 = 2;
/// Height of what a subnet holds while it is empty.
pub const SUBNET_EMPTY: i32 = CARD_HEIGHT;
/// Gutter between two zones: room for what spans them, and for edges.
pub const ZONE_GUTTER: i32 = 132;
/// Least width of what stands behind a load balancer, between two zones.
pub const BEHIND_WIDTH: i32 = 148;
/// Lanes at either side of it, for its lines.
pub const BEHIND_LANES: i32 = 32;
/// Space between two VPCs: room for a peering tile and its name.
pub const VPC_GAP: i32 = 82;
/// Space between the border of a Region and what is inside, at the sides and the foot.
pub const REGION_PADDING: i32 = 16;
/// Space between the upper border of a Region and what is inside: room for tiles on VPC borders.
pub const REGION_TOP: i32 = 38;
/// Space between the border of an account and what is inside, at the sides and the foot.
pub const ACCOUNT_PADDING: i32 = 20;
/// Space between the upper border of an account and what is inside: its name and those of its Regions stand there.
pub const ACCOUNT_TOP: i32 = 34;
/// Space between two Regions of an account.
pub const REGION_GAP_IN_ACCOUNT: i32 = 64;
/// Space between two Regions.
pub const REGION_GAP: i32 = 96;
/// Space between the internet and the Regions below.
pub const INTERNET_GAP: i32 = 16;

/// Distance of the usual line of routes and traces from the right side of a card.
pub const ROUTE_LINE: i32 = 20;
/// Corner of an edge.
pub const EDGE_RADIUS: i32 = 7;
/// Distance an edge keeps from what it goes round.
pub const EDGE_CLEARANCE: i32 = 8;
/// Distance between parallel edges.
pub const EDGE_LANE: i32 = 8;
/// Distance between the lines of a request and its reply.
pub const REPLY_LANE: i32 = 14;
