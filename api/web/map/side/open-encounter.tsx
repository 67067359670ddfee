import { Button, Popover } from "@mantine/core";
import { useState } from "react";
import { Refused } from "../../../client/http.js";
import { AccessProvider } from "../../access/access-context.js";
import { reasonOf } from "../../access/get-json.js";
import { usePlayer } from "../../access/player-context.js";
import { SignIn } from "../../access/sign-in.js";
import { addressOfRoom } from "../../live/room-address.js";
import classes from "./side.module.css";

const VERB = "Open an encounter here";

export interface OpenEncounterProps {
	readonly worldId: string;
	readonly clusterId: string;
	/** Name of the place, where it has one. */
	readonly place: string | undefined;
}

/** Opens an encounter with those who stand together, for whoever signs in to lead it, and goes there. */
export function OpenEncounter({ worldId, clusterId, place }: OpenEncounterProps) {
	const player = usePlayer();
	const [isAsking, setIsAsking] = useState(false);
	const [isOpening, setIsOpening] = useState(false);
	const [error, setError] = useState<string>();

	async function open(): Promise<void> {
		setIsAsking(false);
		setIsOpening(true);
		setError(undefined);
		try {
			// Who only looks at the map need not load it.
			const { createRooms } = await import("../../live/data/rooms.js");
			const title = place === undefined ? {} : { title: place };
			const roomId = await createRooms(player.access).openFromCluster({ worldId, clusterId, ...title });
			location.assign(addressOfRoom(roomId));
		} catch (failure) {
			setIsOpening(false);
			// A sign-in that has run out is asked for anew.
			if (failure instanceof Refused && failure.status === 401) setIsAsking(true);
			else setError(reasonOf(failure));
		}
	}

	return (
		<div className={classes.encounter}>
			<Popover
				opened={isAsking}
				onChange={setIsAsking}
				trapFocus
				returnFocus
				position="bottom-start"
				width={280}
				shadow="md"
			>
				<Popover.Target>
					<Button
						size="xs"
						variant="default"
						loading={isOpening}
						aria-expanded={isAsking}
						onClick={() => {
							if (player.access.token() === undefined) setIsAsking(!isAsking);
							else void open();
						}}
					>
						{VERB}
					</Button>
				</Popover.Target>
				<Popover.Dropdown>
					<p className={classes.asks}>Who leads it as its DM?</p>
					<AccessProvider value={player.access}>
						<SignIn verb="Open it" onSignedIn={() => void open()} />
					</AccessProvider>
				</Popover.Dropdown>
			</Popover>
			{error !== undefined && (
				<p className={classes.refused} role="alert">
					It could not be opened: {error}
				</p>
			)}
		</div>
	);
}
