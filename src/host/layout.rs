//! The window's size and what panels cover of it, so that the camera fits to what is free.

use crate::app::{Look, Message};
use crate::carto::camera::Viewport;
use crate::stage::Stage;
use leptos::prelude::*;

/// A window wider than this leaves a map beside both card and legend, pixels.
const ROOMY_PX: f64 = 1300.0;

pub fn follow(stage: Stage) {
    measure(stage);
    // The address may ask for a view, which only now can be fitted to the window.
    let wish = crate::app::address::read(&super::address::fragment(), &stage.campaign);
    let asks_day = |message: &Message| matches!(message, Message::Seek(_) | Message::Select(_));
    match wish
        .messages
        .iter()
        .find(|message| matches!(message, Message::Look(_)))
    {
        Some(look) => super::send(stage, look.clone()),
        None if wish.messages.iter().any(asks_day) => {
            super::send(stage, Message::Look(Look::Day));
        }
        None => {}
    }
    super::on(&window(), "resize", move |_: web_sys::Event| measure(stage));
}

pub fn measure(stage: Stage) {
    let Some(map) = super::element("map") else {
        return;
    };
    let map = map.get_bounding_client_rect();
    let (width, height) = (map.width(), map.height());
    let mut insets = [0.0, 0.0, 0.0, 0.0];
    let mut covered = |id: &str| {
        let Some(panel) = super::element(id) else {
            return;
        };
        let panel = panel.get_bounding_client_rect();
        if panel.width() == 0.0 {
            return;
        }
        // A panel as wide as half the window lies along its foot, a narrower one along its side.
        if panel.width() > width * 0.6 {
            insets[3] = f64::max(insets[3], map.bottom() - panel.top());
        } else if panel.left() > width / 2.0 {
            insets[2] = f64::max(insets[2], map.right() - panel.left());
        } else {
            insets[0] = f64::max(insets[0], panel.right() - map.left());
        }
    };
    covered("card");
    covered("dock");
    // Where there is room to spare nothing is shown under the legend either.
    if width > ROOMY_PX {
        covered("legend");
    }
    insets[1] = 72.0_f64.min(height * 0.1);
    insets[2] = insets[2].max(76.0_f64.min(width * 0.14));
    super::send(
        stage,
        Message::Resize(Viewport {
            width,
            height,
            insets,
        }),
    );
}
