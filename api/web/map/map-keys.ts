import type { MapEngine } from "./engine.js";

/** Pixels that one press of an arrow moves the picture. */
const PAN = 90;
const ZOOM = 1.4;

type Command = (engine: Pick<MapEngine, "panBy" | "zoomBy" | "fit">) => void;

const COMMANDS: Readonly<Record<string, Command>> = {
	ArrowLeft: (engine) => engine.panBy(PAN, 0),
	ArrowRight: (engine) => engine.panBy(-PAN, 0),
	ArrowUp: (engine) => engine.panBy(0, PAN),
	ArrowDown: (engine) => engine.panBy(0, -PAN),
	"+": (engine) => engine.zoomBy(ZOOM),
	"=": (engine) => engine.zoomBy(ZOOM),
	"-": (engine) => engine.zoomBy(1 / ZOOM),
	_: (engine) => engine.zoomBy(1 / ZOOM),
	"0": (engine) => engine.fit(),
};

/** What a key does to the picture, if anything. */
export function commandOf(key: string): Command | undefined {
	return Object.hasOwn(COMMANDS, key) ? COMMANDS[key] : undefined;
}
