import GraphLayout
import Glibc

// layout-benchmark            measures drawings of about 10,000 nodes
// layout-benchmark FOLDER     writes small drawings as SVG images into the folder
if let folder = CommandLine.arguments.dropFirst().first {
  for sample in Sample.pictures {
    let svg = picture(of: sample.graph, Layout.draw(sample.graph, options: sample.options))
    guard let file = fopen("\(folder)/\(sample.name).svg", "w") else {
      print("cannot write into \(folder)")
      exit(1)
    }
    fputs(svg, file)
    fclose(file)
  }
} else {
  let clock = ContinuousClock()
  for sample in Sample.measured {
    var best = Duration.seconds(1_000)
    var size = LayoutSize(width: 0, height: 0)
    for _ in 0..<5 {
      best = min(best, clock.measure { size = Layout.draw(sample.graph, options: sample.options).size })
    }
    let milliseconds = Double(best.components.attoseconds) / 1e15 + Double(best.components.seconds) * 1e3
    let name = sample.name + String(repeating: " ", count: max(1, 18 - sample.name.count))
    print(
      "\(name)\(Int(milliseconds * 10) / 10).\(Int(milliseconds * 10) % 10) ms   \(Int(size.width)) x \(Int(size.height))"
    )
  }
}
