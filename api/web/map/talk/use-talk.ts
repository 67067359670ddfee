import { useEffect, useMemo, useSyncExternalStore } from "react";
import { createTopicStream } from "../../../client/index.js";
import { useAccess } from "../../access/access-context.js";
import type { Scene } from "../scene/scene.js";
import { createTalkFeed, type TalkView } from "./talk-feed.js";

/** Hears what is said in a world for as long as the page shows it, and lets the map show it. */
export function useTalk(world: string, scene: Scene): TalkView {
	const access = useAccess();
	const { feed, stream } = useMemo(() => {
		const made = createTalkFeed(scene, () => performance.now());
		return {
			feed: made,
			stream: createTopicStream({
				baseUrl: "",
				path: `/v1/worlds/${encodeURIComponent(world)}/talk`,
				token: access.token,
				onUnauthorised: async ({ status }) => {
					if (status === 401) return access.renew();
					made.refuse();
					return undefined;
				},
				take: made.take,
			}),
		};
	}, [access, world, scene]);
	useEffect(() => {
		stream.start();
		return () => {
			stream.stop();
			feed.stop();
		};
	}, [feed, stream]);
	return useSyncExternalStore(feed.subscribe, feed.view);
}
