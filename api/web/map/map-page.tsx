import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { useWorld, type WorldView } from "../../client/react.js";
import { PAGES } from "../shell/pages.js";
import { Shell } from "../shell/shell.js";
import { connectionState, type ConnectionState } from "./connection-look.js";
import { useFeed } from "./feed/use-feed.js";
import { MapBadge } from "./map-badge.js";
import { useWorlds } from "./side/queries.js";
import type { WorldSummary } from "./side/read-answers.js";
import { useAddress, type MapAddress } from "./use-address.js";
import { WorldMap } from "./world-map.js";
import { WorldPicker } from "./world-picker.js";

/** Where a game server's snapshots go that name no world. */
const DEFAULT_WORLD = "default";

interface FollowedMapProps {
	readonly worlds: readonly WorldSummary[];
	readonly worldId: string;
	readonly member: string | undefined;
	readonly onChange: (change: Partial<MapAddress>) => void;
}

const stateOf = ({ status, world }: WorldView): ConnectionState =>
	connectionState(status, world.entities.size);

function FollowedMap({ worlds, worldId, member, onChange }: FollowedMapProps) {
	const followed = useFeed(worldId);
	const { sync, feed } = followed;
	const queries = useQueryClient();
	const known = worlds.some(({ id }) => id === worldId);
	// A world that was not there is looked for anew the moment its server tells of it.
	useEffect(() => {
		if (known) sync.check();
	}, [sync, known]);
	const state = useWorld(feed.shown, stateOf);
	const select = useCallback((id: string | undefined) => onChange({ member: id }), [onChange]);
	return (
		<Shell
			page={PAGES[0]!}
			tools={
				<>
					<WorldPicker
						worlds={worlds}
						world={worldId}
						onPick={(world) => onChange({ world, member: undefined })}
					/>
					<MapBadge source={feed.shown} state={state} />
				</>
			}
		>
			<WorldMap
				worldId={worldId}
				followed={followed}
				state={state}
				selected={member}
				onSelect={select}
				onToken={() => {
					sync.start();
					void queries.invalidateQueries();
				}}
			/>
		</Shell>
	);
}

/** The live map: who is where, who stands together, and what happens. */
export function MapPage() {
	const [{ world, member }, setAddress] = useAddress();
	const { data: worlds = [] } = useWorlds();
	const [first, setFirst] = useState<string>();
	// The world seen last is the one to show; that another is seen later must not take the reader elsewhere.
	if (first === undefined && worlds[0]) setFirst(worlds[0].id);
	const worldId = world ?? first ?? DEFAULT_WORLD;
	return (
		<FollowedMap key={worldId} worlds={worlds} worldId={worldId} member={member} onChange={setAddress} />
	);
}
