using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Planner.Benchmarks.Executor;

/// <summary>Runs graphs with LangGraph.js in a Node process of its own; building and compiling a graph is not counted.</summary>
internal sealed class LangGraphRuns : IDisposable
{
    private readonly Process _node;

    private LangGraphRuns(Process node) => _node = node;

    /// <summary>Installs LangGraph.js unless it is there, and starts Node.</summary>
    public static async Task<LangGraphRuns> StartAsync()
    {
        var folder = await NodePackages.InstallAsync("langgraph", null, "@langchain/langgraph@1.4.9", "@langchain/core@1.2.13");
        var script = Path.Combine(folder, "langgraph.mjs");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Executor", "langgraph.mjs"), script, overwrite: true);
        return new LangGraphRuns(Process.Start(new ProcessStartInfo("node", ["--no-warnings", script]) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true })!);
    }

    /// <summary>Runs a graph; the seconds that it took.</summary>
    public async Task<double> RunAsync(StepGraph graph, bool checkpoints)
    {
        var key = $"{graph.Name} {graph.Count} {graph.Milliseconds.Sum()} {checkpoints}";
        await _node.StandardInput.WriteLineAsync(JsonSerializer.Serialize(
            new { key, graph = new { needs = graph.Needs, milliseconds = graph.Milliseconds }, checkpoints }));
        await _node.StandardInput.FlushAsync();
        return double.Parse(
            await _node.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("LangGraph.js ended; what it said is above."), CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _node.StandardInput.Close();
        if (!_node.WaitForExit(TimeSpan.FromSeconds(5)))
        {
            _node.Kill();
        }

        _node.Dispose();
    }
}
