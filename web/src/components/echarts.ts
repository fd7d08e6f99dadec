// The parts of ECharts that the console uses, and no more.
import { CustomChart, LineChart } from 'echarts/charts'
import { DataZoomComponent, GridComponent, MarkLineComponent, ToolboxComponent, TooltipComponent } from 'echarts/components'
import { init, use, type EChartsType } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

use([
  CanvasRenderer, CustomChart, DataZoomComponent, GridComponent, LineChart, MarkLineComponent, ToolboxComponent, TooltipComponent,
])

export type Chart = EChartsType

export const openChart = (box: HTMLElement): Chart => init(box, null, { renderer: 'canvas' })
