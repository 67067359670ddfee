import { ActionIcon, Tooltip } from "@mantine/core";
import type { ReactNode } from "react";
import { FitIcon, MinusIcon, PlusIcon } from "../shell/icons.js";
import classes from "./map-page.module.css";

const ZOOM = 1.5;

export interface MapControlsProps {
	readonly onZoom: (factor: number) => void;
	readonly onFit: () => void;
}

function Control({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
	return (
		<Tooltip label={label} position="left" openDelay={500}>
			<ActionIcon variant="default" size={36} aria-label={label} onClick={onClick}>
				{children}
			</ActionIcon>
		</Tooltip>
	);
}

export function MapControls({ onZoom, onFit }: MapControlsProps) {
	return (
		<div className={classes.controls}>
			<Control label="Zoom in" onClick={() => onZoom(ZOOM)}>
				<PlusIcon />
			</Control>
			<Control label="Zoom out" onClick={() => onZoom(1 / ZOOM)}>
				<MinusIcon />
			</Control>
			<Control label="Show everybody" onClick={onFit}>
				<FitIcon />
			</Control>
		</div>
	);
}
