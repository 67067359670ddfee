import { select } from "d3-selection";
import { zoom, zoomIdentity, type ZoomTransform } from "d3-zoom";
import { MOTION } from "../shell/tokens.js";
import {
	between,
	boundsOf,
	centreOn,
	fitCamera,
	ZOOM_RANGE,
	type Camera,
	type Insets,
	type Size,
} from "./scene/camera.js";
import type { ShownScene } from "./scene/scene.js";

/** What part of the world the picture shows, and how readers and the world itself move it. */
export interface Viewpoint {
	readonly camera: () => Camera;
	readonly size: () => Size;
	readonly resize: (size: Size) => void;
	/** Whether it goes where it is sent at once, rather than in flight. */
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
	/** Goes on to a time of the page's clock, in milliseconds. */
	readonly step: (at: number) => void;
	readonly stop: () => void;
}

export interface ViewpointOptions {
	readonly canvas: HTMLCanvasElement;
	readonly scene: Pick<ShownScene, "bodies">;
	readonly now: () => number;
	/** Something else is seen than before; `zoomed` where pixels per stud changed. */
	readonly onChange: (camera: Camera, zoomed: boolean) => void;
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

/** A viewpoint that dragging and the wheel on the canvas move too, until `stop`. */
export function createViewpoint({ canvas, scene, now, onChange }: ViewpointOptions): Viewpoint {
	const surface = select<HTMLCanvasElement, unknown>(canvas);
	let size: Size = { width: 1, height: 1 };
	let insets: Insets = { top: 0, right: 0, bottom: 0, left: 0 };
	let camera: Camera = { k: 1, x: 0, y: 0 };
	let flight: Flight | undefined;
	let still = false;
	/** Until readers move the picture themselves, it keeps everybody in view. */
	let touched = false;
	let fitted = false;
	let strayCheckedAt = 0;

	function takeOver(): void {
		touched = true;
		flight = undefined;
	}

	const behaviour = zoom<HTMLCanvasElement, unknown>()
		.scaleExtent([...ZOOM_RANGE])
		.on("zoom", ({ transform, sourceEvent }: { transform: ZoomTransform; sourceEvent: unknown }) => {
			if (sourceEvent) takeOver();
			const zoomed = camera.k !== transform.k;
			camera = { k: transform.k, x: transform.x, y: transform.y };
			onChange(camera, zoomed);
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

	function strayed(): number {
		let outside = 0;
		for (const { x, z } of scene.bodies.values()) {
			const [px, py] = [x * camera.k + camera.x, z * camera.k + camera.y];
			const inside = px > insets.left && py > insets.top;
			if (!inside || px > size.width - insets.right || py > size.height - insets.bottom) outside += 1;
		}
		return outside;
	}

	function keepInView(at: number): void {
		if (!fitted && scene.bodies.size > 0) {
			fitted = true;
			fitNow(false);
		} else if (!touched && !flight && at - strayCheckedAt >= STRAY_CHECK_MS) {
			strayCheckedAt = at;
			if (strayed() > STRAYED * scene.bodies.size) fitNow(true);
		}
	}

	return {
		camera: () => camera,
		size: () => size,
		resize(next) {
			size = next;
			if (!touched) fitNow(false);
		},
		setStill(next) {
			still = next;
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
			takeOver();
			const middle: [number, number] = [
				(size.width + insets.left - insets.right) / 2,
				(size.height + insets.top - insets.bottom) / 2,
			];
			behaviour.scaleBy(surface, factor, middle);
		},
		panBy(dx, dy) {
			takeOver();
			moveTo({ ...camera, x: camera.x + dx, y: camera.y + dy });
		},
		show(ids) {
			const bounds = boundsOf(ids.flatMap((id) => scene.bodies.get(id) ?? []));
			if (!bounds) return;
			touched = true;
			const all = fitCamera(bounds, size, insets);
			const k = Math.min(all.k, Math.max(camera.k, CLOSE_LOOK));
			const middle = { x: (bounds.minX + bounds.maxX) / 2, z: (bounds.minZ + bounds.maxZ) / 2 };
			flyTo(centreOn(middle, k, { size, insets }));
		},
		step(at) {
			keepInView(at);
			if (!flight) return;
			const share = (at - flight.startedAt) / MOTION.flightMs;
			moveTo(between(flight.from, flight.to, share));
			if (share >= 1) flight = undefined;
		},
		stop: () => void surface.on(".zoom", null),
	};
}
