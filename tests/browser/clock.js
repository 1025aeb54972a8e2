// Stands before every script of the page under test: `await __pass(ms, until)` lets so much time go by at once, for
// timers, frames and the page's own clock alike, or less, once `until` holds. It answers how many seconds have gone.
(() => {
  const FRAME_MS = 100; // A slow screen's; the page counts no more of one.
  const REST_MS = 250; // Nothing moves: only timers have to be met.
  const real = {
    now: performance.now.bind(performance),
    frame: requestAnimationFrame.bind(window),
    noFrame: cancelAnimationFrame.bind(window),
    timeout: setTimeout.bind(window),
    interval: setInterval.bind(window),
    clear: clearTimeout.bind(window),
  };
  // The patience of WebKit's driver with a script is a timer of the page itself: see SCRIPT of the bench.
  const DRIVER_MS = 110_000;
  const timers = new Map();
  const frames = new Map();
  let ahead = 0;
  let held = null; // While time goes by at once, the machine's own does not count.
  const now = () => held ?? real.now() + ahead;
  performance.now = now;
  window.setTimeout = (act, ms = 0, ...rest) => {
    if (ms === DRIVER_MS) return real.timeout(act, ms, ...rest);
    const id = real.timeout(() => {
      timers.delete(id);
      act(...rest);
    }, ms);
    timers.set(id, { act: () => act(...rest), due: now() + ms });
    return id;
  };
  window.setInterval = (act, ms = 0, ...rest) => {
    const id = real.interval(act, ms, ...rest);
    timers.set(id, { act: () => act(...rest), due: now() + ms, every: Math.max(ms, 1) });
    return id;
  };
  window.clearTimeout = window.clearInterval = (id) => {
    timers.delete(id);
    real.clear(id);
  };
  window.requestAnimationFrame = (act) => {
    const id = real.frame((at) => {
      frames.delete(id);
      act(held ?? at + ahead);
    });
    frames.set(id, act);
    return id;
  };
  window.cancelAnimationFrame = (id) => {
    frames.delete(id);
    real.noFrame(id);
  };
  const channel = new MessageChannel();
  const turn = () => new Promise((done) => {
    channel.port1.onmessage = done;
    channel.port2.postMessage(0);
  });
  function ring() {
    for (const [id, timer] of [...timers]) {
      if (timer.due > now() || !timers.has(id)) continue;
      if (timer.every) {
        while (timer.due <= now()) timer.due += timer.every;
      } else {
        window.clearTimeout(id);
      }
      timer.act();
    }
    for (const [id, act] of [...frames]) {
      window.cancelAnimationFrame(id);
      act(now());
    }
  }
  window.__pass = async (ms, until = () => false) => {
    const start = now();
    let steps = 0;
    held = start;
    while (now() - start < ms && !until()) {
      held += frames.size ? FRAME_MS : REST_MS;
      ring();
      // Drawing what nobody sees would take most of the time.
      if (++steps % 20) for (let i = 0; i < 20; i++) await null;
      else await turn();
    }
    const passed = held - start;
    ahead = held - real.now();
    held = null;
    return passed / 1000;
  };
  // A machine that sleeps runs nothing.
  window.__sleep = (ms) => {
    ahead += ms;
  };
})();
