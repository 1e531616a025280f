//! Draws a saved document as SVG: `cargo run -p netyard-scene --example draw -- FILE [dark] [HOP,HOP,…] [BEYOND,…]`.
//!
//! With a list of components the line of a packet through them is drawn too, with the reply beside it.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "an example talks to the terminal")]

use std::process::ExitCode;

use netyard_core::model::ResourceId;
use netyard_core::routing::RoutedNetwork;
use netyard_core::schema::open;
use netyard_scene::palette::{DARK, LIGHT, Palette};
use netyard_scene::route_edge::rounded_path;
use netyard_scene::svg::svg;
use netyard_scene::trace_path::{Direction, TracePath, trace_path};
use netyard_scene::{Scene, SceneInput};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(file) = arguments.first() else {
        eprintln!("name a file");
        return ExitCode::FAILURE;
    };
    let text = std::fs::read_to_string(file).map_err(|error| error.to_string());
    let document = match text.and_then(|text| open(&text).map_err(|error| error.to_string())) {
        Ok(opened) => opened.document,
        Err(error) => {
            eprintln!("{file}: {error}");
            return ExitCode::FAILURE;
        }
    };
    let public = RoutedNetwork::build(&document).public_subnets();
    let started = std::time::Instant::now();
    let scene = Scene::build(&SceneInput::new(&document, &public));
    eprintln!("{} nodes, {} edges in {:?}", scene.nodes().len(), scene.edges().len(), started.elapsed());
    let palette = if arguments.iter().any(|argument| argument == "dark") { DARK } else { LIGHT };
    let mut picture = svg(&scene, &document.title, &palette);
    let list = |at: usize| -> Vec<ResourceId> {
        let names = arguments.get(at).map(|names| names.split(',').map(ResourceId::new).collect());
        names.unwrap_or_default()
    };
    let (hops, beyond) = (list(2), list(3));
    if !hops.is_empty() {
        let stopped = arguments.len() > 3;
        let lines: Vec<String> = [Direction::Request, Direction::Reply]
            .into_iter()
            .filter_map(|direction| {
                let mut hops = hops.clone();
                if direction == Direction::Reply {
                    hops.reverse();
                }
                trace_path(&scene, &hops, &beyond, stopped, direction)
                    .map(|path| overlay(&path, direction, &palette))
            })
            .take(if stopped { 1 } else { 2 })
            .collect();
        picture = picture.replace("</svg>", &(lines.concat() + "</svg>"));
    }
    println!("{picture}");
    ExitCode::SUCCESS
}

fn overlay(path: &TracePath, direction: Direction, palette: &Palette) -> String {
    let (width, dash) =
        if direction == Direction::Request { ("3", "") } else { ("2", " stroke-dasharray=\"7 5\"") };
    let d = rounded_path(&path.line, 7);
    let rest = rounded_path(&path.beyond, 7);
    let (ground, passed, unknown, dropped) =
        (palette.canvas, palette.delivered, palette.unknown, palette.dropped);
    let mut out = vec![
        format!("<path d=\"{d}\" fill=\"none\" stroke=\"{ground}\" stroke-width=\"6\"/>"),
        format!("<path d=\"{d}\" fill=\"none\" stroke=\"{passed}\" stroke-width=\"{width}\"{dash}/>"),
        format!(
            "<path d=\"{rest}\" fill=\"none\" stroke=\"{unknown}\" stroke-width=\"2\" stroke-dasharray=\"2 4\"/>"
        ),
        format!("<circle cx=\"{}\" cy=\"{}\" r=\"5\" fill=\"{dropped}\"/>", path.end.x, path.end.y),
    ];
    for spot in path.hops.iter().filter(|_| direction == Direction::Request) {
        let label = spot.words();
        let (x, y) = (spot.at.x, spot.at.y);
        out.push(format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"9\" fill=\"{passed}\"/>"));
        out.push(format!("<text x=\"{x}\" y=\"{}\" font-size=\"11\" text-anchor=\"middle\" fill=\"{ground}\">{label}</text>", y + 4));
    }
    out.concat()
}
