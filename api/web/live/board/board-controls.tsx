import { ActionIcon } from "@mantine/core";
import type { RefObject } from "react";
import { FitIcon, MinusIcon, PlusIcon } from "../../shell/icons.js";
import type { BoardHandle } from "./board.js";
import classes from "./board.module.css";

const STEP = 1.4;

/** Zooms by buttons, for those without a wheel. */
export function BoardControls({ board }: { readonly board: RefObject<BoardHandle | null> }) {
	return (
		<div className={classes.controls}>
			<ActionIcon
				variant="default"
				size={34}
				aria-label="Zoom in"
				onClick={() => board.current?.zoomBy(STEP)}
			>
				<PlusIcon />
			</ActionIcon>
			<ActionIcon
				variant="default"
				size={34}
				aria-label="Zoom out"
				onClick={() => board.current?.zoomBy(1 / STEP)}
			>
				<MinusIcon />
			</ActionIcon>
			<ActionIcon
				variant="default"
				size={34}
				aria-label="Show the whole map"
				onClick={() => board.current?.fit()}
			>
				<FitIcon />
			</ActionIcon>
		</div>
	);
}
