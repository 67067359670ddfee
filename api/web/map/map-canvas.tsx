import { useComputedColorScheme } from "@mantine/core";
import { useReducedMotion } from "@mantine/hooks";
import { useEffect, useRef, type KeyboardEvent, type Ref } from "react";
import { useImperativeHandle } from "react";
import { PALETTES } from "../shell/tokens.js";
import { startMapEngine, type MapEngine } from "./engine.js";
import classes from "./map-page.module.css";
import { commandOf } from "./map-keys.js";
import type { Focus } from "./paint/frame.js";
import type { Insets } from "./scene/camera.js";
import type { Stage } from "./scene/stage.js";

/** What the page may do with the picture; nothing before it stands. */
export type MapHandle = Pick<MapEngine, "fit" | "zoomBy" | "show">;

export interface MapCanvasProps {
	readonly ref: Ref<MapHandle>;
	readonly stage: Stage;
	readonly label: string;
	readonly insets: Insets;
	readonly focus: Partial<Focus>;
	readonly onSelect: (id: string | undefined) => void;
	readonly onZoom: (pixelsPerStud: number) => void;
}

/** The picture of the world. Everything in it can be had by the lists as well. */
export function MapCanvas({ ref, stage, label, insets, focus, onSelect, onZoom }: MapCanvasProps) {
	const canvas = useRef<HTMLCanvasElement>(null);
	const engine = useRef<MapEngine>(undefined);
	const scheme = useComputedColorScheme("dark", { getInitialValueInEffect: false });
	const still = useReducedMotion(false, { getInitialValueInEffect: false });
	const latest = useRef({ onSelect, onZoom, scheme });
	useEffect(() => {
		latest.current = { onSelect, onZoom, scheme };
	});
	useEffect(() => {
		if (!canvas.current) return undefined;
		const started = startMapEngine({
			canvas: canvas.current,
			stage,
			palette: PALETTES[latest.current.scheme],
			onSelect: (id) => latest.current.onSelect(id),
			onZoom: (k) => latest.current.onZoom(k),
		});
		engine.current = started;
		return started.stop;
	}, [stage]);
	useEffect(() => engine.current?.setPalette(PALETTES[scheme]), [stage, scheme]);
	useEffect(() => engine.current?.setStill(still), [stage, still]);
	useEffect(() => engine.current?.setInsets(insets), [stage, insets]);
	useEffect(() => engine.current?.setFocus(focus), [stage, focus]);
	useImperativeHandle(ref, () => ({
		fit: () => engine.current?.fit(),
		zoomBy: (factor) => engine.current?.zoomBy(factor),
		show: (ids) => engine.current?.show(ids),
	}));

	function onKeyDown(event: KeyboardEvent): void {
		const command = event.ctrlKey || event.metaKey || event.altKey ? undefined : commandOf(event.key);
		if (!command || !engine.current) return;
		event.preventDefault();
		command(engine.current);
	}

	return (
		<canvas
			ref={canvas}
			className={classes.canvas}
			tabIndex={0}
			role="application"
			aria-roledescription="map"
			aria-label={`${label} Arrow keys move the map, plus and minus zoom, zero shows everybody. The list of members holds the same.`}
			onKeyDown={onKeyDown}
		/>
	);
}
