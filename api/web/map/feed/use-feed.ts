import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { createStateSync, type Cast } from "../../../client/index.js";
import { useAccess } from "../../access/access-context.js";
import { createFeed, type Feed, type FeedView } from "./feed.js";

export interface FollowedWorld {
	readonly feed: Feed;
	readonly view: FeedView;
	/** `limited` where the reader may not see everything. */
	readonly cast: Cast;
}

/** Follows a world for as long as the page shows it: everything in it if that is allowed, else what can be seen. */
export function useFeed(world: string): FollowedWorld {
	const access = useAccess();
	const [cast, setCast] = useState<Cast>("full");
	const feed = useMemo(() => {
		const sync = createStateSync({
			baseUrl: "",
			world,
			cast,
			token: access.token,
			onUnauthorised: async ({ status }) => {
				if (status === 401) return access.renew();
				if (cast === "full") setCast("limited");
				return undefined;
			},
		});
		return createFeed(sync, () => performance.now());
	}, [access, world, cast]);
	useEffect(() => {
		feed.start();
		return feed.stop;
	}, [feed]);
	const view = useSyncExternalStore(feed.subscribe, feed.view);
	return { feed, view, cast };
}
