namespace Planner.Answering;

/// <summary>Writes the answer from the results.</summary>
public interface IAnswerer
{
    /// <summary>Streams the answer in pieces. It claims nothing that no step produced, and says what failed or was left out.</summary>
    /// <param name="context">The run when its steps are done.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    IAsyncEnumerable<string> AnswerAsync(AnsweringContext context, CancellationToken cancellationToken);
}
