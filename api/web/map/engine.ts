import type { Palette } from "../shell/tokens.js";
import { bodiesInView, NO_FOCUS, radiusAt, type Focus } from "./paint/frame.js";
import { createPainter } from "./paint/painter.js";
import { createHitTest } from "./scene/hit-test.js";
import type { Stage } from "./scene/stage.js";
import { createViewpoint, type Viewpoint } from "./viewpoint.js";

/** The picture and what can be done with it. */
export interface MapEngine extends Pick<Viewpoint, "setInsets" | "fit" | "zoomBy" | "panBy" | "show"> {
	readonly setFocus: (focus: Partial<Focus>) => void;
	readonly setPalette: (palette: Palette) => void;
	readonly setStill: (still: boolean) => void;
	readonly stop: () => void;
}

export interface MapEngineOptions {
	readonly canvas: HTMLCanvasElement;
	readonly stage: Stage;
	readonly palette: Palette;
	readonly onSelect: (id: string | undefined) => void;
	/** Pixels per stud changed. */
	readonly onZoom: (k: number) => void;
}

const now = (): number => performance.now();

/** Starts painting what a stage shows on a canvas and listening to it, until `stop`. */
export function startMapEngine({ canvas, stage, onSelect, onZoom, ...options }: MapEngineOptions): MapEngine {
	const context = canvas.getContext("2d", { alpha: false });
	if (!context) throw new Error("this browser cannot draw on a canvas");
	const hitTest = createHitTest(stage, now);
	let { palette } = options;
	let pixelRatio = 1;
	let painter = createPainter(pixelRatio);
	let focus: Focus = NO_FOCUS;
	let dirty = true;

	const viewpoint = createViewpoint({
		canvas,
		scene: stage,
		now,
		onChange: ({ k }, zoomed) => {
			dirty = true;
			if (zoomed) onZoom(k);
		},
	});

	function resize(): void {
		const ratio = window.devicePixelRatio || 1;
		const { width, height } = canvas.getBoundingClientRect();
		if (width === 0 || height === 0) return;
		canvas.width = Math.round(width * ratio);
		canvas.height = Math.round(height * ratio);
		if (ratio !== pixelRatio) {
			pixelRatio = ratio;
			painter = createPainter(ratio);
		}
		dirty = true;
		viewpoint.resize({ width, height });
	}

	function step(at: number): void {
		request = requestAnimationFrame(step);
		const moving = stage.step(at);
		viewpoint.step(at);
		if (!moving && !dirty) return;
		dirty = false;
		const [camera, size] = [viewpoint.camera(), viewpoint.size()];
		const seen = bodiesInView(stage, camera, size);
		const radius = radiusAt(camera.k);
		painter.paint({
			context: context!,
			size,
			camera,
			palette,
			scene: stage,
			seen,
			focus,
			now: stage.time(),
			pageNow: at,
			radius,
			pixelRatio,
		});
	}

	function bodyAt(event: MouseEvent, reach: number): string | undefined {
		const camera = viewpoint.camera();
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

	const { setInsets, fit, zoomBy, panBy, show } = viewpoint;
	return {
		setInsets,
		fit,
		zoomBy,
		panBy,
		show,
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
			viewpoint.setStill(next);
			stage.setStill(next);
			dirty = true;
		},
		stop() {
			cancelAnimationFrame(request);
			listening.abort();
			observer.disconnect();
			viewpoint.stop();
		},
	};
}
