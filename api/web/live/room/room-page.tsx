import { useCallback, useState } from "react";
import type { EncounterState } from "../../../client/encounters/index.js";
import { useEncounter, useEncounterClient } from "../../../client/encounters/react.js";
import type { RoomCommand } from "../../../src/encounters/encounters.js";
import { mayWait, waitsForDm } from "../../../src/encounters/keeping/may-wait.js";
import { reasonOf } from "../../access/get-json.js";
import { usePlayer } from "../../access/player-context.js";
import { PageFrame } from "../../shell/page-frame.js";
import { LiveNotice } from "../live-notice.js";
import { LOOKS, pageState } from "../looks.js";
import type { Told } from "./refusal.js";
import { Table } from "./table.js";

const whole = (state: EncounterState): EncounterState => state;

/** One encounter, live. */
export function RoomPage({ roomId }: { readonly roomId: string }) {
	const player = usePlayer();
	const client = useEncounterClient({
		baseUrl: "",
		roomId,
		token: player.access.token,
		onUnauthorised: player.access.renew,
	});
	const known = useEncounter(client, whole);
	/** What could not even be asked, told as what was refused is. */
	const [failed, setFailed] = useState<Told>();
	const give = useCallback(
		(body: RoomCommand) => {
			setFailed(undefined);
			// What cannot be done before the DM is back waits for that.
			const { view, viewer } = client.state();
			const isForLater = view && waitsForDm(view) && viewer?.kind === "player" && mayWait(body);
			(isForLater ? client.queue(body) : client.command(body)).catch((error: unknown) => {
				setFailed({ id: `failed ${Date.now()}`, reason: reasonOf(error) });
			});
		},
		[client],
	);
	const dismiss = useCallback(() => {
		setFailed(undefined);
		client.dismiss();
	}, [client]);
	const state = pageState(known.status);
	return (
		<PageFrame path="/live" state={state} looks={LOOKS} reason={known.reason}>
			{known.view && (
				<Table
					known={known}
					failed={failed}
					view={known.view}
					state={state}
					userId={known.viewer?.kind === "player" ? known.viewer.userId : player.name()}
					onGive={give}
					onJoin={(participant) => give({ type: "addParticipant", participant })}
					onDismiss={dismiss}
					onDismissQueued={client.dismissQueued}
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
