import { CloseButton } from "@mantine/core";
import { useEffect } from "react";
import type { RefusedCommand } from "../../../client/encounters/index.js";
import classes from "./room.module.css";

/** Long enough to read a sentence twice. */
const SHOWN_MS = 8_000;

/** A refused command, or one that could not even be asked. */
export type Told = Pick<RefusedCommand, "id" | "reason"> & Partial<Pick<RefusedCommand, "wasForeseen">>;

export interface RefusalProps {
	readonly refused: Told;
	readonly onDismiss: () => void;
}

/** Why the room said no; what had been drawn of it already is taken back. */
export function Refusal({ refused, onDismiss }: RefusalProps) {
	const { id, reason, wasForeseen } = refused;
	useEffect(() => {
		const timer = setTimeout(onDismiss, SHOWN_MS);
		return () => clearTimeout(timer);
	}, [id, onDismiss]);
	return (
		<div key={id} className={classes.refusal} data-testid="refusal">
			<span>
				<b>{wasForeseen ? "Taken back." : "Refused."}</b> {reason}
			</span>
			<CloseButton size="sm" aria-label="Put it away" onClick={onDismiss} />
		</div>
	);
}
