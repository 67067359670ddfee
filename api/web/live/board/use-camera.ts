import { select } from "d3-selection";
import { zoom, zoomIdentity, type ZoomTransform } from "d3-zoom";
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef } from "react";
import type { Cell } from "../../../src/encounters/engine/state.js";
import { CELL, middleOf } from "./terrain.js";

/** How far the drawing can be shrunk and grown: 200 cells still fit a phone, and a cell fills a finger's breadth. */
const ZOOM_RANGE: [number, number] = [0.04, 4];
/** Largest that it is shown by itself: larger, a small map is crude. */
const COSY = 1.5;

/** Smallest that it is shown by itself, where somebody is looked for: smaller, cells cannot be tapped or names read. */
const READABLE = 0.7;

/** Pixels kept free for what lies over the map. */
export interface Insets {
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
	readonly left: number;
}

export interface Camera {
	readonly fit: () => void;
	readonly zoomBy: (factor: number) => void;
	/** Moves what is seen just so far that a cell is in view. */
	readonly reveal: (cell: Cell) => void;
	/** The cell at a place of the window. */
	readonly cellAt: (place: { readonly clientX: number; readonly clientY: number }) => Cell;
}

export interface CameraOptions {
	readonly svg: RefObject<SVGSVGElement | null>;
	/** What is moved and scaled. */
	readonly drawing: RefObject<SVGGElement | null>;
	readonly width: number;
	readonly height: number;
	readonly insets: Insets;
	/** Whoever is looked for, where all of the map would be too small. */
	readonly home: { readonly entityId: string; readonly position: Cell } | undefined;
}

/** Where a stretch begins so that a point of it is in the middle of a space, and none of the space is left empty. */
export function startOf({
	point,
	length,
	from,
	size,
}: Record<"point" | "length" | "from" | "size", number>): number {
	if (length <= size) return from + (size - length) / 2;
	return Math.min(from, Math.max(from + size - length, from + size / 2 - point));
}

/** What part of the map is shown. Dragging and the wheel move it without anything being rendered anew. */
export function useCamera({ svg, drawing, width, height, insets, home }: CameraOptions): Camera {
	const now = useRef<ZoomTransform>(zoomIdentity);
	const isTouched = useRef(false);
	const latest = useRef({ insets, width, height, home });
	useLayoutEffect(() => {
		latest.current = { insets, width, height, home };
	});
	const behaviour = useMemo(
		() =>
			zoom<SVGSVGElement, unknown>()
				.scaleExtent(ZOOM_RANGE)
				// A step of a click that trembles is no drag.
				.clickDistance(6)
				.on("zoom", ({ transform, sourceEvent }: { transform: ZoomTransform; sourceEvent: unknown }) => {
					if (sourceEvent) isTouched.current = true;
					now.current = transform;
					drawing.current?.setAttribute("transform", transform.toString());
					drawing.current?.style.setProperty("--k", String(transform.k));
				}),
		[drawing],
	);
	const camera = useMemo(() => {
		const moveTo = (to: ZoomTransform): void => {
			if (svg.current) behaviour.transform(select<SVGSVGElement, unknown>(svg.current), to);
		};
		const room = () => {
			const { width: wide = 0, height: high = 0 } = svg.current?.getBoundingClientRect() ?? {};
			const { top, right, bottom, left } = latest.current.insets;
			return { left, top, width: Math.max(1, wide - left - right), height: Math.max(1, high - top - bottom) };
		};
		const whole = (): number => {
			const space = room();
			const { width: wide, height: high } = latest.current;
			return Math.min(COSY, space.width / (wide * CELL), space.height / (high * CELL));
		};
		/** Shows the map at a scale, with a point of it as near to the middle as can be. */
		const show = (k: number, { x, y }: { readonly x: number; readonly y: number }): void => {
			const space = room();
			const { width: wide, height: high } = latest.current;
			isTouched.current = false;
			const left = startOf({ point: x * k, length: wide * CELL * k, from: space.left, size: space.width });
			const top = startOf({ point: y * k, length: high * CELL * k, from: space.top, size: space.height });
			moveTo(zoomIdentity.translate(left, top).scale(k));
		};
		const fit = (): void => show(whole(), { x: 0, y: 0 });
		return {
			fit,
			refit: () => {
				if (isTouched.current) return;
				const { home: who } = latest.current;
				if (who && whole() < READABLE) show(READABLE, middleOf(who.position));
				else fit();
			},
			zoomBy(factor: number) {
				const space = room();
				isTouched.current = true;
				if (!svg.current) return;
				behaviour.scaleBy(select<SVGSVGElement, unknown>(svg.current), factor, [
					space.left + space.width / 2,
					space.top + space.height / 2,
				]);
			},
			reveal(cell: Cell) {
				const space = room();
				const { x, y } = middleOf(cell);
				const [px, py] = now.current.apply([x, y]);
				const margin = CELL * now.current.k;
				const over = (place: number, from: number, size: number): number =>
					Math.min(0, from + size - margin - place) + Math.max(0, from + margin - place);
				const [dx, dy] = [over(px, space.left, space.width), over(py, space.top, space.height)];
				if (dx === 0 && dy === 0) return;
				isTouched.current = true;
				moveTo(zoomIdentity.translate(now.current.x + dx, now.current.y + dy).scale(now.current.k));
			},
			cellAt({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): Cell {
				const { left = 0, top = 0 } = svg.current?.getBoundingClientRect() ?? {};
				const [x, y] = now.current.invert([clientX - left, clientY - top]);
				return { x: Math.floor(x / CELL), y: Math.floor(y / CELL) };
			},
		};
	}, [behaviour, svg]);
	useEffect(() => {
		if (!svg.current) return undefined;
		const surface = select<SVGSVGElement, unknown>(svg.current);
		surface.call(behaviour).on("dblclick.zoom", null);
		const observer = new ResizeObserver(() => camera.refit());
		observer.observe(svg.current);
		return () => {
			observer.disconnect();
			surface.on(".zoom", null);
		};
	}, [behaviour, camera, svg]);
	const homeId = home?.entityId;
	useEffect(() => camera.refit(), [camera, width, height, insets, homeId]);
	return camera;
}
