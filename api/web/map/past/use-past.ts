import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { Cast } from "../../../client/index.js";
import { useAccess } from "../../access/access-context.js";
import { getJson } from "../../access/get-json.js";
import type { Feed } from "../feed/feed.js";
import { createStage, type Stage } from "../scene/stage.js";
import { readFrames, readHeld, readPastWorld } from "./past-answers.js";
import type { Past, PastView } from "./past-view.js";
import { createPast } from "./past.js";

export interface PastOfWorld {
	readonly past: Past;
	readonly view: PastView;
	/** Shows the live world, or the past while the reader is there. */
	readonly stage: Stage;
}

const fetchJson = (url: string, init: RequestInit): Promise<Response> => fetch(url, init);

/** The past of a world that is followed, for as long as the page shows it. */
export function usePast(world: string, cast: Cast, feed: Feed): PastOfWorld {
	const access = useAccess();
	const { past, stage } = useMemo(() => {
		const ask = (path: string): Promise<unknown> => getJson(path, { access, fetch: fetchJson });
		const ofWorld = `/v1/worlds/${encodeURIComponent(world)}`;
		return {
			stage: createStage(feed.scene),
			past: createPast({
				live: feed.shown.state,
				held: async () => readHeld(await ask(`${ofWorld}/history`)),
				world: async (tick) => readPastWorld(await ask(`${ofWorld}/state?tick=${tick}&cast=${cast}`)),
				frames: async (first, last) => {
					const range = new URLSearchParams({ world, cast, from: String(first), to: String(last) });
					return readFrames(await ask(`/world/snapshots?${range.toString()}`), cast);
				},
			}),
		};
	}, [access, world, cast, feed]);
	useEffect(() => past.stop, [past]);
	const view = useSyncExternalStore(past.subscribe, past.view);
	const isPast = view.world !== undefined;
	useEffect(() => stage.show(isPast ? past.rerun : undefined), [stage, past, isPast]);
	return { past, view, stage };
}
