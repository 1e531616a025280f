//! The colours of the two themes as values, for pictures that are drawn without a style sheet (SVG files).
//!
//! `assets/styles/tokens.css` is the list that the page reads; a test keeps the two the same.

/// The colours of one theme, named as the tokens are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// Token `canvas`.
    pub canvas: &'static str,
    /// Token `grid`.
    pub grid: &'static str,
    /// Token `surface`.
    pub surface: &'static str,
    /// Token `sunken`.
    pub sunken: &'static str,
    /// Token `hover`.
    pub hover: &'static str,
    /// Token `pressed`.
    pub pressed: &'static str,
    /// Token `raised`.
    pub raised: &'static str,
    /// Token `divider`.
    pub divider: &'static str,
    /// Token `control`.
    pub control: &'static str,
    /// Token `tooltip`.
    pub tooltip: &'static str,
    /// Token `on-tooltip`.
    pub on_tooltip: &'static str,
    /// Token `text`.
    pub text: &'static str,
    /// Token `text-2`.
    pub text_2: &'static str,
    /// Token `text-3`.
    pub text_3: &'static str,
    /// Token `disabled`.
    pub disabled: &'static str,
    /// Token `accent`.
    pub accent: &'static str,
    /// Token `accent-hover`.
    pub accent_hover: &'static str,
    /// Token `accent-tint`.
    pub accent_tint: &'static str,
    /// Token `on-accent`.
    pub on_accent: &'static str,
    /// Token `delivered`.
    pub delivered: &'static str,
    /// Token `delivered-text`.
    pub delivered_text: &'static str,
    /// Token `delivered-tint`.
    pub delivered_tint: &'static str,
    /// Token `dropped`.
    pub dropped: &'static str,
    /// Token `dropped-text`.
    pub dropped_text: &'static str,
    /// Token `dropped-tint`.
    pub dropped_tint: &'static str,
    /// Token `partial`.
    pub partial: &'static str,
    /// Token `partial-text`.
    pub partial_text: &'static str,
    /// Token `partial-tint`.
    pub partial_tint: &'static str,
    /// Token `unknown`.
    pub unknown: &'static str,
    /// Token `unknown-text`.
    pub unknown_text: &'static str,
    /// Token `unknown-tint`.
    pub unknown_tint: &'static str,
    /// Token `hint`.
    pub hint: &'static str,
    /// Token `hint-text`.
    pub hint_text: &'static str,
    /// Token `hint-tint`.
    pub hint_tint: &'static str,
    /// Token `on-verdict`.
    pub on_verdict: &'static str,
    /// Token `edge`.
    pub edge: &'static str,
    /// Token `edge-quiet`.
    pub edge_quiet: &'static str,
    /// Token `card-border`.
    pub card_border: &'static str,
    /// Token `glyph`.
    pub glyph: &'static str,
    /// Token `glyph-tile`.
    pub glyph_tile: &'static str,
    /// Token `account`.
    pub account: &'static str,
    /// Token `account-text`.
    pub account_text: &'static str,
    /// Token `account-tint`.
    pub account_tint: &'static str,
    /// Token `region`.
    pub region: &'static str,
    /// Token `region-text`.
    pub region_text: &'static str,
    /// Token `region-tint`.
    pub region_tint: &'static str,
    /// Token `az`.
    pub az: &'static str,
    /// Token `az-text`.
    pub az_text: &'static str,
    /// Token `az-tint`.
    pub az_tint: &'static str,
    /// Token `vpc`.
    pub vpc: &'static str,
    /// Token `vpc-text`.
    pub vpc_text: &'static str,
    /// Token `vpc-tint`.
    pub vpc_tint: &'static str,
    /// Token `public`.
    pub public: &'static str,
    /// Token `public-text`.
    pub public_text: &'static str,
    /// Token `public-tint`.
    pub public_tint: &'static str,
    /// Token `private`.
    pub private: &'static str,
    /// Token `private-text`.
    pub private_text: &'static str,
    /// Token `private-tint`.
    pub private_tint: &'static str,
    /// Token `sg`.
    pub sg: &'static str,
    /// Token `sg-text`.
    pub sg_text: &'static str,
    /// Token `sg-tint`.
    pub sg_tint: &'static str,
    /// Token `asg`.
    pub asg: &'static str,
    /// Token `asg-text`.
    pub asg_text: &'static str,
    /// Token `asg-tint`.
    pub asg_tint: &'static str,
    /// Token `onprem`.
    pub onprem: &'static str,
    /// Token `onprem-text`.
    pub onprem_text: &'static str,
    /// Token `onprem-tint`.
    pub onprem_tint: &'static str,
}

impl Palette {
    /// Every token of the palette with its value, in the order of the token list.
    pub fn entries(&self) -> Vec<(&'static str, &'static str)> {
        vec![
            ("canvas", self.canvas),
            ("grid", self.grid),
            ("surface", self.surface),
            ("sunken", self.sunken),
            ("hover", self.hover),
            ("pressed", self.pressed),
            ("raised", self.raised),
            ("divider", self.divider),
            ("control", self.control),
            ("tooltip", self.tooltip),
            ("on-tooltip", self.on_tooltip),
            ("text", self.text),
            ("text-2", self.text_2),
            ("text-3", self.text_3),
            ("disabled", self.disabled),
            ("accent", self.accent),
            ("accent-hover", self.accent_hover),
            ("accent-tint", self.accent_tint),
            ("on-accent", self.on_accent),
            ("delivered", self.delivered),
            ("delivered-text", self.delivered_text),
            ("delivered-tint", self.delivered_tint),
            ("dropped", self.dropped),
            ("dropped-text", self.dropped_text),
            ("dropped-tint", self.dropped_tint),
            ("partial", self.partial),
            ("partial-text", self.partial_text),
            ("partial-tint", self.partial_tint),
            ("unknown", self.unknown),
            ("unknown-text", self.unknown_text),
            ("unknown-tint", self.unknown_tint),
            ("hint", self.hint),
            ("hint-text", self.hint_text),
            ("hint-tint", self.hint_tint),
            ("on-verdict", self.on_verdict),
            ("edge", self.edge),
            ("edge-quiet", self.edge_quiet),
            ("card-border", self.card_border),
            ("glyph", self.glyph),
            ("glyph-tile", self.glyph_tile),
            ("account", self.account),
            ("account-text", self.account_text),
            ("account-tint", self.account_tint),
            ("region", self.region),
            ("region-text", self.region_text),
            ("region-tint", self.region_tint),
            ("az", self.az),
            ("az-text", self.az_text),
            ("az-tint", self.az_tint),
            ("vpc", self.vpc),
            ("vpc-text", self.vpc_text),
            ("vpc-tint", self.vpc_tint),
            ("public", self.public),
            ("public-text", self.public_text),
            ("public-tint", self.public_tint),
            ("private", self.private),
            ("private-text", self.private_text),
            ("private-tint", self.private_tint),
            ("sg", self.sg),
            ("sg-text", self.sg_text),
            ("sg-tint", self.sg_tint),
            ("asg", self.asg),
            ("asg-text", self.asg_text),
            ("asg-tint", self.asg_tint),
            ("onprem", self.onprem),
            ("onprem-text", self.onprem_text),
            ("onprem-tint", self.onprem_tint),
        ]
    }
}

/// The light theme.
pub const LIGHT: Palette = Palette {
    canvas: "#f6f7f9",
    grid: "#d9dee5",
    surface: "#ffffff",
    sunken: "#f2f4f7",
    hover: "#ebeef3",
    pressed: "#e0e5ec",
    raised: "#ffffff",
    divider: "#e2e6ec",
    control: "#7f8998",
    tooltip: "#1b212b",
    on_tooltip: "#f4f6f9",
    text: "#161a21",
    text_2: "#47505e",
    text_3: "#606a79",
    disabled: "#98a1ae",
    accent: "#2457d6",
    accent_hover: "#1b47b5",
    accent_tint: "#e9effd",
    on_accent: "#ffffff",
    delivered: "#00806b",
    delivered_text: "#006656",
    delivered_tint: "#dff4ee",
    dropped: "#c2182e",
    dropped_text: "#a81226",
    dropped_tint: "#fdecee",
    partial: "#b97500",
    partial_text: "#805000",
    partial_tint: "#fdf3dd",
    unknown: "#69727f",
    unknown_text: "#515a68",
    unknown_tint: "#eceff3",
    hint: "#3c64b4",
    hint_text: "#2f529a",
    hint_tint: "#eaf0fb",
    on_verdict: "#ffffff",
    edge: "#7a8494",
    edge_quiet: "#b9c0cb",
    card_border: "#c9d0da",
    glyph: "#2a3340",
    glyph_tile: "#edf0f4",
    account: "#b0327e",
    account_text: "#9a266c",
    account_tint: "#fcf3f8",
    region: "#5b7680",
    region_text: "#48626c",
    region_tint: "transparent",
    az: "#4f7f8b",
    az_text: "#3c6873",
    az_tint: "#f8fafb",
    vpc: "#6b4bd6",
    vpc_text: "#5938c4",
    vpc_tint: "#fbfaff",
    public: "#5c8300",
    public_text: "#486800",
    public_tint: "#f3f8e6",
    private: "#0c749c",
    private_text: "#085f82",
    private_tint: "#eaf4f9",
    sg: "#c93a55",
    sg_text: "#ae2843",
    sg_tint: "#fdf1f3",
    asg: "#b65f08",
    asg_text: "#924a00",
    asg_tint: "#fdf5ec",
    onprem: "#6b7583",
    onprem_text: "#4f5866",
    onprem_tint: "#f1f3f6",
};

/// The dark theme.
pub const DARK: Palette = Palette {
    canvas: "#0e1116",
    grid: "#252b34",
    surface: "#161a20",
    sunken: "#11151a",
    hover: "#20262e",
    pressed: "#2a313b",
    raised: "#1d232b",
    divider: "#29303a",
    control: "#707b8b",
    tooltip: "#e9ecf1",
    on_tooltip: "#161a20",
    text: "#e9ecf1",
    text_2: "#b5bdc9",
    text_3: "#929cab",
    disabled: "#5e6875",
    accent: "#86adff",
    accent_hover: "#a5c2ff",
    accent_tint: "#1a2846",
    on_accent: "#0a1430",
    delivered: "#2fc7a6",
    delivered_text: "#5edcc0",
    delivered_tint: "#10291f",
    dropped: "#ff6b78",
    dropped_text: "#ff97a0",
    dropped_tint: "#381917",
    partial: "#ebb042",
    partial_text: "#f4c46e",
    partial_tint: "#32240c",
    unknown: "#939dab",
    unknown_text: "#b1bac6",
    unknown_tint: "#242a33",
    hint: "#86a9ee",
    hint_text: "#a3bff5",
    hint_tint: "#1b263b",
    on_verdict: "#0e1116",
    edge: "#8590a0",
    edge_quiet: "#4a5361",
    card_border: "#3a434f",
    glyph: "#d2d9e3",
    glyph_tile: "#252c36",
    account: "#e07bb6",
    account_text: "#ec9cca",
    account_tint: "#1a1319",
    region: "#7d9aa5",
    region_text: "#9bb4bd",
    region_tint: "transparent",
    az: "#6fa3b0",
    az_text: "#93beca",
    az_tint: "#10151a",
    vpc: "#a48cff",
    vpc_text: "#bba9ff",
    vpc_tint: "#131220",
    public: "#93b83a",
    public_text: "#afcf62",
    public_tint: "#161c10",
    private: "#46a9d2",
    private_text: "#7cc5e6",
    private_tint: "#0d1a23",
    sg: "#f2788d",
    sg_text: "#fa9bab",
    sg_tint: "#24141a",
    asg: "#e79a4a",
    asg_text: "#f2b577",
    asg_tint: "#211910",
    onprem: "#939dab",
    onprem_text: "#b1bac6",
    onprem_tint: "#171c22",
};
