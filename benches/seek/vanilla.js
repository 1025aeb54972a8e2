// The floor to measure against: hand-written SVG without a framework. Every node is made once, a seek touches
// only what changes, the ground is a layer of its own. No names, card, legend, words or keys.
(async () => {
  const file = async (name) => (await fetch(`job/${name}`)).json();
  const [places, events, tracks, areas, control, ground] = await Promise.all(
    ['places.geojson', 'events.geojson', 'tracks.geojson', 'territories.geojson', 'control.json', 'base/overview.json'].map(file));
  const make = (parent, name, attributes) => {
    const node = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const key in attributes) node.setAttribute(key, attributes[key]);
    return parent.appendChild(node);
  };
  // Kilometres about 112° E, 38° N; true to scale nowhere, and cheap.
  const at = ([lon, lat]) => [((lon - 112) * 87).toFixed(1), ((38 - lat) * 111).toFixed(1)];
  const line = (points) => points.map((point, index) => (index ? 'L' : 'M') + at(point).join(' '));
  const day = (text) => Math.floor(Date.parse(text) / 864e5);
  const colour = { uk: '#520816', france: '#2150d4', qing: '#916210', russia: '#07936d' };

  make(document.getElementById('ground'), 'path', { d: ground.land, class: 'land', transform: 'scale(.01)' });
  const svg = document.getElementById('marks');
  const states = control.territories.map(({ tenures }) => day(tenures[1].from));
  const lands = areas.features.map((area, index) => ({
    from: states[index], shown: false,
    node: make(svg, 'path', { d: line(area.geometry.coordinates[0]).join('') + 'z', fill: '#07936d', 'fill-opacity': .3, visibility: 'hidden' }),
  }));
  const routes = tracks.features.map(({ properties, geometry }) => ({
    times: properties.datetimes.map((time) => Date.parse(time) / 864e5), steps: line(geometry.coordinates), reached: 0,
    node: make(svg, 'path', { fill: 'none', stroke: colour[properties.party], 'stroke-width': 3 }),
  }));
  const where = new Map(places.features.map((place) => [place.properties.id, at(place.geometry.coordinates)]));
  const marks = events.features.map(({ properties }) => {
    const [cx, cy] = where.get(properties.place);
    return {
      start: day(properties.start), end: day(properties.end), age: 'ahead',
      node: make(svg, 'circle', { cx, cy, r: 40, fill: colour[properties.parties[0]], visibility: 'hidden' }),
    };
  });
  const show = (date) => {
    const now = day(date);
    for (const mark of marks) {
      const age = now < mark.start ? 'ahead' : now > mark.end ? 'past' : 'now';
      if (age === mark.age) continue;
      mark.age = age;
      mark.node.setAttribute('visibility', age === 'ahead' ? 'hidden' : 'visible');
      mark.node.setAttribute('r', age === 'now' ? 50 : 30);
      mark.node.setAttribute('opacity', age === 'now' ? 1 : .45);
    }
    for (const route of routes) {
      const reached = route.times.filter((time) => time <= now).length;
      if (reached === route.reached) continue;
      route.reached = reached;
      route.node.setAttribute('d', route.steps.slice(0, reached).join(''));
    }
    for (const land of lands) {
      const shown = now >= land.from;
      if (shown === land.shown) continue;
      land.shown = shown;
      land.node.setAttribute('visibility', shown ? 'visible' : 'hidden');
    }
    document.getElementById('date-slider').value = now;
    document.getElementById('date').textContent = date;
  };
  window.arrowWar = { seek: async (date) => show(date), ready: true };
})();
