import { select } from "d3-selection";
import { zoom, zoomIdentity, type ZoomTransform } from "d3-zoom";
import { MOTION, type Palette } from "../shell/tokens.js";
import { bodiesInView, NO_FOCUS, radiusAt, type Focus } from "./paint/frame.js";
import { createPainter } from "./paint/painter.js";
import {
	between,
	boundsOf,
	centreOn,
	fitCamera,
	ZOOM_RANGE,
	type Camera,
	type Insets,
} from "./scene/camera.js";
import { createHitTest } from "./scene/hit-test.js";
import type { Scene } from "./scene/scene.js";

/** The picture and what can be done with it. */
export interface MapEngine {
	readonly setFocus: (focus: Partial<Focus>) => void;
	readonly setPalette: (palette: Palette) => void;
	readonly setStill: (still: boolean) => void;
	/** Where other things lie over the picture. */
	readonly setInsets: (insets: Insets) => void;
	/** Shows everybody. */
	readonly fit: () => void;
	readonly zoomBy: (factor: number) => void;
	/** Moves what is seen by pixels. */
	readonly panBy: (dx: number, dy: number) => void;
	/** Brings members into the middle of the picture. */
	readonly show: (ids: readonly string[]) => void;
	readonly stop: () => void;
}

export interface MapEngineOptions {
	readonly canvas: HTMLCanvasElement;
	readonly scene: Scene;
	readonly palette: Palette;
	readonly onSelect: (id: string | undefined) => void;
	/** Pixels per stud changed. */
	readonly onZoom: (k: number) => void;
}

/** Closest zoom that showing one member goes to by itself, pixels per stud. */
const CLOSE_LOOK = 9;
/** Share of members outside the picture at which an untouched picture is fitted anew. */
const STRAYED = 0.04;
const STRAY_CHECK_MS = 2_000;

interface Flight {
	readonly from: Camera;
	readonly to: Camera;
	readonly startedAt: number;
}

const now = (): number => performance.now();

/** Starts painting a scene on a canvas and listening to it, until `stop`. */
export function startMapEngine({ canvas, scene, onSelect, onZoom, ...options }: MapEngineOptions): MapEngine {
	const context = canvas.getContext("2d", { alpha: false });
	if (!context) throw new Error("this browser cannot draw on a canvas");
	const surface = select<HTMLCanvasElement, unknown>(canvas);
	const hitTest = createHitTest(scene, now);
	let { palette } = options;
	let pixelRatio = 1;
	let painter = createPainter(pixelRatio);
	let size = { width: 1, height: 1 };
	let insets: Insets = { top: 0, right: 0, bottom: 0, left: 0 };
	let camera: Camera = { k: 1, x: 0, y: 0 };
	let flight: Flight | undefined;
	let focus: Focus = NO_FOCUS;
	let still = false;
	let dirty = true;
	/** Until readers move the picture themselves, it keeps everybody in view. */
	let touched = false;
	let fitted = false;
	let strayCheckedAt = 0;

	const behaviour = zoom<HTMLCanvasElement, unknown>()
		.scaleExtent([...ZOOM_RANGE])
		.on("zoom", ({ transform, sourceEvent }: { transform: ZoomTransform; sourceEvent: unknown }) => {
			if (sourceEvent) {
				touched = true;
				flight = undefined;
			}
			const zoomed = camera.k !== transform.k;
			camera = { k: transform.k, x: transform.x, y: transform.y };
			dirty = true;
			if (zoomed) onZoom(camera.k);
		});
	surface.call(behaviour);

	function moveTo(to: Camera): void {
		behaviour.transform(surface, zoomIdentity.translate(to.x, to.y).scale(to.k));
	}

	function flyTo(to: Camera): void {
		if (still) return moveTo(to);
		flight = { from: camera, to, startedAt: now() };
	}

	function fitNow(fly: boolean): void {
		const bounds = boundsOf(scene.bodies.values());
		if (!bounds) return;
		const to = fitCamera(bounds, size, insets);
		if (fly) flyTo(to);
		else moveTo(to);
	}

	function resize(): void {
		const ratio = window.devicePixelRatio || 1;
		const { width, height } = canvas.getBoundingClientRect();
		if (width === 0 || height === 0) return;
		size = { width, height };
		canvas.width = Math.round(width * ratio);
		canvas.height = Math.round(height * ratio);
		if (ratio !== pixelRatio) {
			pixelRatio = ratio;
			painter = createPainter(ratio);
		}
		dirty = true;
		if (!touched) fitNow(false);
	}

	function keepInView(at: number): void {
		if (!fitted && scene.bodies.size > 0) {
			fitted = true;
			fitNow(false);
		} else if (!touched && !flight && at - strayCheckedAt >= STRAY_CHECK_MS) {
			strayCheckedAt = at;
			let outside = 0;
			for (const { x, z } of scene.bodies.values()) {
				const [px, py] = [x * camera.k + camera.x, z * camera.k + camera.y];
				const inside = px > insets.left && py > insets.top;
				if (!inside || px > size.width - insets.right || py > size.height - insets.bottom) outside += 1;
			}
			if (outside > STRAYED * scene.bodies.size) fitNow(true);
		}
	}

	function step(at: number): void {
		request = requestAnimationFrame(step);
		const moving = scene.step(at);
		keepInView(at);
		if (flight) {
			const share = (at - flight.startedAt) / MOTION.flightMs;
			moveTo(between(flight.from, flight.to, share));
			if (share >= 1) flight = undefined;
		}
		if (!moving && !dirty) return;
		dirty = false;
		const seen = bodiesInView(scene, camera, size);
		const radius = radiusAt(camera.k);
		painter.paint({
			context: context!,
			size,
			camera,
			palette,
			scene,
			seen,
			focus,
			now: at,
			radius,
			pixelRatio,
		});
	}

	function bodyAt(event: MouseEvent, reach: number): string | undefined {
		const { left, top } = canvas.getBoundingClientRect();
		const x = (event.clientX - left - camera.x) / camera.k;
		const z = (event.clientY - top - camera.y) / camera.k;
		return hitTest(x, z, (radiusAt(camera.k) + reach) / camera.k);
	}

	function hover(event: PointerEvent): void {
		const hovered = event.pointerType === "mouse" && event.buttons === 0 ? bodyAt(event, 6) : undefined;
		if (hovered === focus.hovered) return;
		focus = { ...focus, hovered };
		canvas.style.cursor = hovered === undefined ? "" : "pointer";
		dirty = true;
	}

	const listening = new AbortController();
	const { signal } = listening;
	canvas.addEventListener("click", (event) => onSelect(bodyAt(event, 12)), { signal });
	canvas.addEventListener("pointermove", hover, { signal });
	canvas.addEventListener("pointerleave", hover, { signal });
	const observer = new ResizeObserver(resize);
	observer.observe(canvas);
	// Letters painted before the font came are of another one.
	void document.fonts.ready.then(() => {
		painter = createPainter(pixelRatio);
		dirty = true;
	});
	resize();
	let request = requestAnimationFrame(step);

	return {
		setFocus(next) {
			focus = { ...focus, ...next };
			dirty = true;
		},
		setPalette(next) {
			palette = next;
			painter = createPainter(pixelRatio);
			dirty = true;
		},
		setStill(next) {
			still = next;
			scene.setStill(next);
			dirty = true;
		},
		setInsets(next) {
			insets = next;
			if (!touched) fitNow(false);
		},
		fit() {
			touched = false;
			fitNow(true);
		},
		zoomBy(factor) {
			touched = true;
			flight = undefined;
			const middle: [number, number] = [
				(size.width + insets.left - insets.right) / 2,
				(size.height + insets.top - insets.bottom) / 2,
			];
			behaviour.scaleBy(surface, factor, middle);
		},
		panBy(dx, dy) {
			touched = true;
			flight = undefined;
			moveTo({ ...camera, x: camera.x + dx, y: camera.y + dy });
		},
		show(ids) {
			const bodies = ids.flatMap((id) => scene.bodies.get(id) ?? []);
			const bounds = boundsOf(bodies);
			if (!bounds) return;
			touched = true;
			const all = fitCamera(bounds, size, insets);
			const k = Math.min(all.k, Math.max(camera.k, CLOSE_LOOK));
			const middle = { x: (bounds.minX + bounds.maxX) / 2, z: (bounds.minZ + bounds.maxZ) / 2 };
			flyTo(centreOn(middle, k, { size, insets }));
		},
		stop() {
			cancelAnimationFrame(request);
			listening.abort();
			observer.disconnect();
			surface.on(".zoom", null);
		},
	};
}
