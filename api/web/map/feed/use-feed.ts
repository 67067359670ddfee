import { useEffect, useMemo, useState } from "react";
import type { Cast, StateSync } from "../../../client/index.js";
import { useWorldSync } from "../../../client/react.js";
import { useAccess } from "../../access/access-context.js";
import { createFeed, type Feed } from "./feed.js";

export interface FollowedWorld {
	readonly sync: StateSync;
	readonly feed: Feed;
	/** `limited` where the reader may not see everything. */
	readonly cast: Cast;
}

/** Follows a world for as long as the page shows it: everything in it if that is allowed, else what can be seen. */
export function useFeed(world: string): FollowedWorld {
	const access = useAccess();
	const [cast, setCast] = useState<Cast>("full");
	const sync = useWorldSync({
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
	const feed = useMemo(() => createFeed(sync, () => performance.now()), [sync]);
	useEffect(() => feed.start(), [feed]);
	return { sync, feed, cast };
}
