import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { EncounterClient, EncounterState, RefusedCommand } from "../../../client/encounters/state.js";
import type { RoomCommand } from "../../../src/encounters/encounters.js";
import { reasonOf } from "../../access/get-json.js";
import { PageFrame } from "../../shell/page-frame.js";
import { useLiveService } from "../data/live-service.js";
import { LiveNotice } from "../live-notice.js";
import { LOOKS, pageState } from "../looks.js";
import { Table } from "./table.js";

function useRoom(roomId: string): { readonly client: EncounterClient; readonly known: EncounterState } {
	const service = useLiveService();
	const client = useMemo(() => service.open(roomId), [service, roomId]);
	useEffect(() => {
		client.start();
		return client.close;
	}, [client]);
	return { client, known: useSyncExternalStore(client.subscribe, client.state) };
}

/** One encounter, live. */
export function RoomPage({ roomId }: { readonly roomId: string }) {
	const service = useLiveService();
	const { client, known } = useRoom(roomId);
	/** What could not even be asked, told as what was refused is. */
	const [failed, setFailed] = useState<RefusedCommand>();
	const give = useCallback(
		(body: RoomCommand) => {
			setFailed(undefined);
			client.command(body).catch((error: unknown) => {
				setFailed({
					id: `failed ${Date.now()}`,
					body,
					entityId: undefined,
					wasForeseen: false,
					code: "illegal",
					reason: reasonOf(error),
				});
			});
		},
		[client],
	);
	const dismiss = useCallback(() => {
		setFailed(undefined);
		client.dismiss();
	}, [client]);
	const state = pageState(known.status);
	const shown = useMemo(() => ({ ...known, refused: known.refused ?? failed }), [known, failed]);
	return (
		<PageFrame path="/live" state={state} looks={LOOKS} reason={known.reason}>
			{known.view && (
				<Table
					known={shown}
					view={known.view}
					state={state}
					userId={known.viewer?.kind === "player" ? known.viewer.userId : service.userId()}
					onGive={give}
					onJoin={(participant) => give({ type: "addParticipant", participant })}
					onDismiss={dismiss}
				/>
			)}
			<LiveNotice
				state={state}
				reason={known.reason}
				isPictured={known.view !== undefined}
				onSignedIn={client.start}
			/>
		</PageFrame>
	);
}
